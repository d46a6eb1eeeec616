package dev.seaworthy.sensor.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pool and the objects inside it that hold its settings, asked by plain public getters that may be missing or fail. */
final class PoolParts {

    /** Where a pool keeps its settings if not in itself, each found in the one before. */
    private static final String[][] INSIDE = {
        {"getConfiguration", "connectionPoolConfiguration"}, {"getConnectionPoolDataSource"}
    };

    /** How many are lent now; and where a pool keeps that, if not in itself: HikariCP, Agroal. */
    private static final String[] LENT = {
        "getNumActive", // DBCP, Tomcat
        "getActiveConnections", // H2, HikariCP
        "getActiveCount", // Druid
        "getNumBusyConnections", // c3p0
        "getBorrowedConnectionsCount", // UCP
        "getTotalLeased", // BoneCP
        "activeCount"
    };

    private static final String[] COUNTS = {"getHikariPoolMXBean", "getMetrics"};

    private PoolParts() {}

    /** Whether objects of that class keep settings in another object. */
    static boolean areInside(Class<?> type) {
        return method(type, INSIDE[0][0]) != null || method(type, INSIDE[1][0]) != null;
    }

    /** The pool, and the objects inside it that hold its settings. */
    static List<Object> of(Object pool) {
        List<Object> parts = new ArrayList<>();
        parts.add(pool);
        for (String[] path : INSIDE) {
            Object part = pool;
            for (String step : path) {
                part = part == null ? null : call(part, step);
            }
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** The URL that a pool keeps in an object of its own; null where there is none. */
    static @Nullable String url(Object pool, SourceAnswers sources) {
        for (Object part : of(pool)) {
            Object factory = call(part, "connectionFactoryConfiguration");
            if (factory != null && call(factory, "jdbcUrl") instanceof String url && !url.isEmpty()) {
                return url;
            }
        }
        Object source = call(pool, "getDataSource");
        return source == null || source == pool ? null : sources.asked(source).url();
    }

    /** How many connections it says are lent now, -1 where it does not; any thread, but not one of the application's. */
    static int lent(Object pool) {
        int lent = lentBy(pool);
        for (int i = 0; i < COUNTS.length && lent < 0; i++) {
            Object part = call(pool, COUNTS[i]);
            lent = part == null ? -1 : lentBy(part);
        }
        return lent;
    }

    private static int lentBy(Object part) {
        for (String name : LENT) {
            if (call(part, name) instanceof Number said) {
                return said.intValue();
            }
        }
        return -1;
    }

    static @Nullable Object call(Object part, String name) {
        Method getter = method(part.getClass(), name);
        if (getter == null) {
            return null;
        }
        try {
            return getter.invoke(part);
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException | LinkageError silent) {
            return null;
        }
    }

    static @Nullable Method method(Class<?> type, String name) {
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
