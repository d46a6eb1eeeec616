package dev.seaworthy.sensor.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a driver's or pool's DataSource says of itself, by its plain getters: the application's code, so only {@link
 * SourceAnswers} asks, and never for a password.
 */
final class SourceGetters {

    private static final String[][] NAMES = {
        {"getJdbcUrl", "getURL", "getUrl"},
        {"getUser", "getUsername", "getUserName"},
        {"getServerName"},
        {"getPortNumber", "getPort"},
        {"getDatabaseName", "getDatabase"}
    };

    /** Kept in the class itself, so that it goes with it. */
    private static final ClassValue<Method[][]> OF_CLASS = new ClassValue<>() {
        @Override
        protected Method[][] computeValue(Class<?> type) {
            Method[][] found = new Method[NAMES.length][];
            for (int i = 0; i < NAMES.length; i++) {
                found[i] = find(type, NAMES[i]);
            }
            return found;
        }
    };

    /** What a DataSource said; null and 0 where it did not. */
    record Said(
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
        Method[][] methods = OF_CLASS.get(source.getClass());
        String url = text(call(methods[0], source));
        // SQL Server's says no more of it than "jdbc:sqlserver://".
        boolean bare = url == null || url.endsWith("//");
        Object port = bare ? call(methods[3], source) : null;
        return new Said(
                url,
                text(call(methods[1], source)),
                null,
                bare ? text(call(methods[2], source)) : null,
                port instanceof Integer number && number > 0 ? number : 0,
                bare ? text(call(methods[4], source)) : null);
    }

    private static @Nullable String text(@Nullable Object said) {
        return said instanceof String text ? text : null;
    }

    private static @Nullable Object call(Method[] getters, Object source) {
        for (Method getter : getters) {
            try {
                Object said = getter.invoke(source);
                if (said != null && !said.equals("")) {
                    return said;
                }
            } catch (IllegalAccessException | InvocationTargetException | RuntimeException silent) {
                continue;
            }
        }
        return null;
    }

    private static Method[] find(Class<?> type, String[] names) {
        Method[] found = new Method[names.length];
        int count = 0;
        for (String name : names) {
            try {
                Method getter = type.getMethod(name);
                getter.setAccessible(true);
                found[count++] = getter;
            } catch (NoSuchMethodException | RuntimeException | LinkageError absent) {
                continue;
            }
        }
        return java.util.Arrays.copyOf(found, count);
    }
}
