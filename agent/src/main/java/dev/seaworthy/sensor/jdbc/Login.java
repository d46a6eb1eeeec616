package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Database;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Which database is being asked for, as whom, and with which password; lives as long as the call. */
final class Login {

    private final Targets.Target target;
    private final @Nullable String password;
    private final boolean otherwise;

    Login(Targets.Target target, @Nullable String password, boolean otherwise) {
        this.target = target;
        this.password = password;
        this.otherwise = otherwise;
    }

    /** Whether it proves itself by something other than a password. */
    boolean provesItselfOtherwise() {
        return otherwise;
    }

    /** What the call, and the calls around it, say. */
    static Login of(Nest.Frame frame, Nest nest, Targets targets, Sources sources) {
        Wanted wanted = new Wanted(sources);
        wanted.read(frame);
        for (int steps = 0; !wanted.isComplete(); steps++) {
            Nest.Frame outer = nest.around(steps);
            if (outer == null || outer.op != Hooks.OPEN) {
                break;
            }
            wanted.read(outer);
        }
        Object self = frame.self();
        return wanted.login(self == null ? "" : self.getClass().getName(), targets);
    }

    Targets.Target target() {
        return target;
    }

    Database database() {
        return target.database;
    }

    @Nullable
    String password() {
        return password;
    }

    /** Makes the password known as a secret; why it is weak, empty where it is not. */
    String learn(Surroundings surroundings) {
        boolean embedded = target.database.embedded();
        if (password == null || password.isEmpty()) {
            return embedded ? "" : WeakPasswords.judge(this);
        }
        int print = password.hashCode() * 31 + 17;
        Targets.Learned learned = target.learned;
        if (learned.print() != print) {
            learned = new Targets.Learned(print, embedded ? "" : WeakPasswords.judge(this));
            target.learned = learned;
            // At once: the next line of the application may log it. Tens of microseconds, once for a password.
            surroundings.secrets().learn("JDBC password", "password", password);
        }
        return learned.weak();
    }

    /** A server's or driver's message without what we know to be secret. */
    String redact(String message) {
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
        private final Sources sources;
        private @Nullable String url;
        private @Nullable String user;
        private @Nullable String password;
        private Getters.@Nullable Said said;
        private boolean otherwise;

        Wanted(Sources sources) {
            this.sources = sources;
        }

        boolean isComplete() {
            return url != null && user != null && password != null;
        }

        void read(Nest.Frame frame) {
            if (frame.b instanceof String text && text.startsWith("jdbc:")) {
                url = url == null ? text : url;
                if (frame.c instanceof Properties properties) {
                    user = first(user, Given.property(properties, "user"), Given.property(properties, "username"));
                    String own = Given.property(properties, "password");
                    password = first(password, own, null);
                    // Who has a password needs no other proof.
                    otherwise |= (own == null || own.isEmpty()) && OtherProof.isIn(properties);
                }
                return;
            }
            if (frame.b instanceof String name && frame.c instanceof String secret) {
                user = first(user, name, null);
                password = first(password, secret, null);
            }
            Object self = frame.self();
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
            Targets.Target before = plain && url != null ? targets.of(url, user) : null;
            if (before != null) {
                return new Login(before, password, false);
            }
            Urls.Parsed parsed = Urls.parse(url == null ? "jdbc:" + productOf(className) + ":" : url);
            if (said != null) {
                parsed.fill(said.host(), said.port(), said.name());
            }
            Targets.Target target = targets.of(parsed.database(first(user, parsed.user(), null)));
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
