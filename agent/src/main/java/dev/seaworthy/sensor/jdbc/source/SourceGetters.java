package dev.seaworthy.sensor.jdbc.source;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a driver's or pool's DataSource says of itself, by its plain getters: the application's code, so only {@link
 * SourceAnswers} asks, and never for a password.
 */
public final class SourceGetters {

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
        String url = text(source, "getJdbcUrl", "getURL", "getUrl");
        // SQL Server's says no more of it than "jdbc:sqlserver://".
        boolean bare = url == null || url.endsWith("//");
        Object port = bare ? first(source, "getPortNumber", "getPort") : null;
        return new Said(
                url,
                text(source, "getUser", "getUsername", "getUserName"),
                null,
                bare ? text(source, "getServerName") : null,
                port instanceof Integer number && number > 0 ? number : 0,
                bare ? text(source, "getDatabaseName", "getDatabase") : null);
    }

    private static @Nullable String text(Object source, String... getters) {
        return first(source, getters) instanceof String text ? text : null;
    }

    private static @Nullable Object first(Object source, String... getters) {
        for (String getter : getters) {
            Object said = call(source, getter);
            if (said != null && !said.equals("")) {
                return said;
            }
        }
        return null;
    }

    /** What a plain public getter says; null where it is missing, fails or is closed to us. */
    public static @Nullable Object call(Object of, String getter) {
        Method method = method(of.getClass(), getter);
        if (method == null) {
            return null;
        }
        try {
            return method.invoke(of);
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException | LinkageError silent) {
            return null;
        }
    }

    public static @Nullable Method method(Class<?> type, String name) {
        Method getter;
        try {
            getter = type.getMethod(name);
        } catch (NoSuchMethodException | RuntimeException | LinkageError absent) {
            return null;
        }
        try {
            getter.setAccessible(true);
        } catch (RuntimeException closed) {
            // A module that opens nothing may still export it.
            return getter;
        }
        return getter;
    }
}
