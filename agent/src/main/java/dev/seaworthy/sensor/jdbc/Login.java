package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.observation.Database;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Which database is being asked for, as whom, and with which password; lives as long as the call. */
final class Login {

    private final Database database;
    private final @Nullable String password;

    Login(Database database, @Nullable String password) {
        this.database = database;
        this.password = password;
    }

    /** What the call, and the calls around it, say. */
    static Login of(Nest.Frame frame, Nest nest) {
        Wanted wanted = new Wanted();
        wanted.read(frame);
        for (int steps = 0; !wanted.isComplete(); steps++) {
            Nest.Frame outer = nest.around(steps);
            if (outer == null || outer.op != Hooks.OPEN) {
                break;
            }
            wanted.read(outer);
        }
        return wanted.login(frame.self == null ? "" : frame.self.getClass().getName());
    }

    Database database() {
        return database;
    }

    @Nullable
    String password() {
        return password;
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
            clean = clean.substring(0, url) + database.url() + (end < 0 ? "" : clean.substring(end));
        }
        return clean;
    }

    /** What was found so far: the inner call wins. */
    private static final class Wanted {
        private @Nullable String url;
        private @Nullable String user;
        private @Nullable String password;
        private Getters.@Nullable Said said;

        boolean isComplete() {
            return url != null && user != null && password != null;
        }

        void read(Nest.Frame frame) {
            if (frame.b instanceof String text && text.startsWith("jdbc:")) {
                url = url == null ? text : url;
                if (frame.c instanceof Properties properties) {
                    user = first(user, properties.getProperty("user"), properties.getProperty("username"));
                    password = first(password, properties.getProperty("password"), null);
                }
                return;
            }
            if (frame.b instanceof String name && frame.c instanceof String secret) {
                user = first(user, name, null);
                password = first(password, secret, null);
            }
            if (frame.self != null && said == null) {
                said = Getters.ask(frame.self);
                url = first(url, said.url(), null);
                user = first(user, said.user(), null);
                password = first(password, said.password(), null);
            }
        }

        Login login(String className) {
            Urls.Parsed parsed = Urls.parse(url == null ? "jdbc:" + productOf(className) + ":" : url);
            if (said != null) {
                parsed.fill(said.host(), said.port(), said.name());
            }
            return new Login(
                    parsed.database(first(user, parsed.user(), null)), first(password, parsed.password(), null));
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
