package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.Database;
import dev.seaworthy.sensor.sql.JdbcUrls;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a driver's or pool's DataSource says of itself, by its plain getters: the application's code, so only {@link
 * SourceAnswers} asks, and never for a password.
 */
public final class SourceGetters {

    private static final Getter[] URLS = Getter.eachAccessible("getJdbcUrl", "getURL", "getUrl");
    private static final Getter[] USERS = Getter.eachAccessible("getUser", "getUsername", "getUserName");
    private static final Getter[] HOSTS = Getter.eachAccessible("getServerName");
    private static final Getter[] PORTS = Getter.eachAccessible("getPortNumber", "getPort");
    private static final Getter[] DATABASES = Getter.eachAccessible("getDatabaseName", "getDatabase");

    /** What a DataSource said; null and 0 where it did not. */
    public record Said(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            @Nullable String host,
            int port,
            @Nullable String name) {

        /** Whether it names the database. */
        boolean isEnough() {
            return url != null && !url.endsWith("//") || host != null;
        }

        /** The database, by its URL or else by another one that leads to it; null where there is none. */
        public @Nullable Database database(@Nullable String otherUrl) {
            String known = url == null ? otherUrl : url;
            if (known == null) {
                return null;
            }
            JdbcUrls.Parsed parsed = JdbcUrls.parse(known);
            return parsed.database(user == null ? parsed.user() : user);
        }

        /** This, and where it is silent what {@code other} says. */
        Said or(Said other) {
            return new Said(
                    url == null ? other.url : url,
                    user == null ? other.user : user,
                    password,
                    host == null ? other.host : host,
                    port == 0 ? other.port : port,
                    name == null ? other.name : name);
        }

        @Override
        public String toString() {
            return "Said of " + host;
        }
    }

    private SourceGetters() {}

    static Said ask(Object source) {
        String url = text(source, URLS);
        // SQL Server's says no more of it than "jdbc:sqlserver://".
        boolean bare = url == null || url.endsWith("//");
        Object port = bare ? first(source, PORTS) : null;
        return new Said(
                url,
                text(source, USERS),
                null,
                bare ? text(source, HOSTS) : null,
                port instanceof Integer number && number > 0 ? number : 0,
                bare ? text(source, DATABASES) : null);
    }

    private static @Nullable String text(Object source, Getter[] getters) {
        return first(source, getters) instanceof String text ? text : null;
    }

    private static @Nullable Object first(Object source, Getter[] getters) {
        for (Getter getter : getters) {
            Object said = getter.read(source);
            if (said != null && !said.equals("")) {
                return said;
            }
        }
        return null;
    }
}
