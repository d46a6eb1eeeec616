package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.context.ForeignProperties;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.WeakPasswords;
import dev.seaworthy.observation.Database;
import dev.seaworthy.sensor.sql.JdbcUrls;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Which database is being asked for, as whom, and with which password; lives as long as the call. */
public final class Login {

    private final Target target;
    private final @Nullable String password;
    private final boolean otherwise;

    Login(Target target, @Nullable String password, boolean otherwise) {
        this.target = target;
        this.password = password;
        this.otherwise = otherwise;
    }

    /** What the call, and the calls around it, say; the innermost first. */
    public static Login of(List<OpeningCall> calls, Targets targets, SourceAnswers sources) {
        Wanted wanted = new Wanted(sources);
        for (int i = 0; i < calls.size() && !wanted.isComplete(); i++) {
            wanted.read(calls.get(i));
        }
        Object self = calls.get(0).self();
        return wanted.login(self == null ? "" : self.getClass().getName(), targets);
    }

    public Target target() {
        return target;
    }

    /** Makes the password known as a secret; why it is weak, empty where it is not. */
    public String learn(Surroundings surroundings) {
        if (password == null || password.isEmpty()) {
            return weakness();
        }
        int print = password.hashCode() * 31 + 17;
        Target.Learned learned = target.learned;
        if (learned.print() != print) {
            learned = new Target.Learned(print, weakness());
            target.learned = learned;
            // At once: the next line of the application may log it. Tens of microseconds, once for a password.
            surroundings.secrets().learn("JDBC password", "password", password);
        }
        return learned.weak();
    }

    /** An empty password says nothing where something else proves who it is, or where the database is part of the process. */
    private String weakness() {
        Database database = target.database;
        return password == null || password.isEmpty() && otherwise || database.embedded()
                ? ""
                : WeakPasswords.judge(password, database.user(), "database", database.name());
    }

    /** A server's or driver's message without what we know to be secret. */
    public String redact(String message) {
        String clean = message;
        String secret = password;
        if (secret != null && secret.length() > 2) {
            clean = clean.replace(secret, "***");
        }
        int url = clean.indexOf("jdbc:");
        if (url >= 0) {
            int end = clean.indexOf(' ', url);
            clean = clean.substring(0, url) + target.database.url() + (end < 0 ? "" : clean.substring(end));
        }
        return clean;
    }

    /** What was found so far: the inner call wins. */
    private static final class Wanted {
        private final SourceAnswers sources;
        private @Nullable String url;
        private @Nullable String user;
        private @Nullable String password;
        private SourceGetters.@Nullable Said said;
        private boolean otherwise;

        Wanted(SourceAnswers sources) {
            this.sources = sources;
        }

        boolean isComplete() {
            return url != null && user != null && password != null;
        }

        void read(OpeningCall call) {
            if (call.first() instanceof String text && text.startsWith("jdbc:")) {
                url = url == null ? text : url;
                if (call.second() instanceof Properties properties) {
                    user = first(
                            user,
                            ForeignProperties.property(properties, "user"),
                            ForeignProperties.property(properties, "username"));
                    String own = ForeignProperties.property(properties, "password");
                    password = first(password, own, null);
                    // Who has a password needs no other proof.
                    otherwise |= (own == null || own.isEmpty()) && OtherProof.isIn(properties);
                }
                return;
            }
            if (call.first() instanceof String name && call.second() instanceof String secret) {
                user = first(user, name, null);
                password = first(password, secret, null);
            }
            Object self = call.self();
            if (self != null && said == null) {
                said = sources.of(self);
                url = first(url, said.url(), null);
                user = first(user, said.user(), null);
                password = first(password, said.password(), null);
            }
        }

        Login login(String className, Targets targets) {
            // All is known of what was opened before with a password of its own.
            boolean plain = said == null && url != null && user != null && password != null && !password.isEmpty();
            Target before = plain && url != null ? targets.of(url, user) : null;
            if (before != null) {
                return new Login(before, password, false);
            }
            JdbcUrls.Parsed parsed = JdbcUrls.parse(url == null ? "jdbc:" + productOf(className) + ":" : url);
            if (said != null) {
                parsed.fill(said.host(), said.port(), said.name());
            }
            Target target = targets.of(parsed.database(first(user, parsed.user(), null)));
            if (plain && url != null) {
                targets.remember(url, user, target);
            }
            return new Login(
                    target,
                    first(password, parsed.password(), null),
                    otherwise || OtherProof.isIn(parsed.parameters()));
        }

        /** The driver's own name is all there is to tell by. */
        private static String productOf(String className) {
            for (String product : new String[] {
                "mariadb",
                "mysql",
                "postgresql",
                "sqlserver",
                "oracle",
                "db2",
                "h2",
                "hsqldb",
                "derby",
                "sqlite",
                "duckdb"
            }) {
                if (className.toLowerCase(java.util.Locale.ROOT).contains(product)) {
                    return product;
                }
            }
            return "unknown";
        }

        private static @Nullable String first(@Nullable String one, @Nullable String two, @Nullable String three) {
            return one != null ? one : two != null ? two : three;
        }
    }
}
