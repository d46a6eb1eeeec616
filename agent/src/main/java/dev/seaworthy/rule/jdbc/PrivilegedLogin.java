package dev.seaworthy.rule.jdbc;

import dev.seaworthy.context.Environment;
import dev.seaworthy.context.Hosts;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.SchemaChanged;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The application logs in as the database's administrator, or with a password that anybody would try first. */
@RuleSpec(
        id = "jdbc/privileged-login",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = {ConnectionOpened.class, SchemaChanged.class},
        summary = "Database login as administrator or with a default password",
        fix = "Create a login with only the rights that the application needs; give it a generated password.",
        cwe = {250, 1392})
public final class PrivilegedLogin implements Rule<JdbcObservation> {

    private static final int MOST = 256;

    private final Surroundings surroundings;
    private final Map<String, LoginFound> told = new HashMap<>();

    public PrivilegedLogin(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        if (seen instanceof ConnectionOpened opened) {
            opened(opened, findings);
        } else if (seen instanceof SchemaChanged changed) {
            for (LoginFound login : told.values()) {
                if (login.isNewlySeenIn(changed)) {
                    findings.add(found(login.opened(), changed.origin().millis())
                            .occurrences(0)
                            .evidence("later-ran", login.ran()));
                }
            }
        }
    }

    private void opened(ConnectionOpened seen, Findings findings) {
        Database database = seen.database();
        boolean suspect =
                LoginFound.isPrivileged(database.user()) || !seen.weakPassword().isEmpty();
        if (database.embedded() || !suspect || Tools.areAtWork(seen.origin().site())) {
            return;
        }
        String key = database.url() + " " + database.user() + " " + seen.weakPassword();
        if (told.size() >= MOST && !told.containsKey(key)) {
            findings.dropped(this);
            return;
        }
        if (told.putIfAbsent(key, new LoginFound(seen)) == null) {
            findings.add(found(seen, seen.origin().millis()));
        }
    }

    private Found found(ConnectionOpened seen, long millis) {
        Database database = seen.database();
        String user = database.user();
        boolean privileged = LoginFound.isPrivileged(user);
        boolean weak = !seen.weakPassword().isEmpty();
        String message = privileged
                ? "The application logs in as the database administrator " + user
                        + (weak ? ", and the password is weak (" + seen.weakPassword() + ")" : "")
                : "The application's database password is weak (" + seen.weakPassword() + ")";
        Found found = Found.confirmed(this, seen.origin().site(), database.url(), message, millis)
                .evidence("user", user == null ? "unknown" : user)
                .severity(isOwnMachine(database) ? Severity.INFO : Severity.HIGH);
        if (weak) {
            found.evidence("password", seen.weakPassword());
            if (privileged) {
                found.evidence("also", List.of("weak-password"));
            } else {
                found.variant("weak-password");
            }
        }
        return found;
    }

    private boolean isOwnMachine(Database database) {
        String host = database.host();
        return surroundings.environment() == Environment.DEVELOPER
                && (host == null || Hosts.classify(host) == HostClass.LOOPBACK);
    }
}
