package dev.seaworthy.rule.jdbc;

import dev.seaworthy.context.Environment;
import dev.seaworthy.context.Hosts;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The application logs in as the database's administrator, or with a password that anybody would try first. */
@RuleSpec(
        id = "jdbc/privileged-login",
        severity = Severity.HIGH,
        needs = ConnectionOpened.class,
        summary = "The application logs in as database administrator or with a default password",
        fix = "Create a login with only the rights that the application needs, and give it a generated password.")
public final class PrivilegedLogin implements Rule<ConnectionOpened> {

    private static final Set<String> ADMINISTRATORS = Set.of(
            "postgres",
            "root",
            "sa",
            "sys",
            "system",
            "sysman",
            "dbsnmp",
            "admin",
            "administrator",
            "rdsadmin",
            "azuresu",
            "db2inst1",
            "mysql");
    private static final int MOST = 256;

    private final Surroundings surroundings;
    private final Set<String> told = new HashSet<>();

    public PrivilegedLogin(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(ConnectionOpened seen, Findings findings) {
        Database database = seen.database();
        String user = database.user();
        boolean privileged = user != null && ADMINISTRATORS.contains(user.toLowerCase(Locale.ROOT));
        boolean weak = !seen.weakPassword().isEmpty();
        if (database.embedded()
                || !privileged && !weak
                || Tools.areAtWork(seen.origin().site())) {
            return;
        }
        String key = database.url() + " " + user + " " + seen.weakPassword();
        if (told.size() >= MOST || !told.add(key)) {
            return;
        }
        String message = privileged
                ? "The application logs in as " + user + ", the database's administrator"
                        + (weak ? ", and the password is weak (" + seen.weakPassword() + ")" : "")
                : "The application's database password is weak (" + seen.weakPassword() + ")";
        Found found = Found.confirmed(
                        this,
                        seen.origin().site(),
                        database.url(),
                        message,
                        seen.origin().millis())
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
        findings.add(found);
    }

    private boolean isOwnMachine(Database database) {
        String host = database.host();
        return surroundings.environment() == Environment.DEVELOPER
                && (host == null || Hosts.classify(host) == HostClass.LOOPBACK);
    }
}
