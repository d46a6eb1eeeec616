package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.sensor.jdbc.source.SourceAnswers;
import dev.seaworthy.sensor.jdbc.source.SourceGetters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pool and the objects inside it that hold its settings, asked by plain public getters that may be missing or fail. */
public final class PoolParts {

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
        return SourceGetters.method(type, INSIDE[0][0]) != null || SourceGetters.method(type, INSIDE[1][0]) != null;
    }

    /** The pool, and the objects inside it that hold its settings. */
    static List<Object> of(Object pool) {
        List<Object> parts = new ArrayList<>();
        parts.add(pool);
        for (String[] path : INSIDE) {
            Object part = pool;
            for (String step : path) {
                part = part == null ? null : SourceGetters.call(part, step);
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
            Object factory = SourceGetters.call(part, "connectionFactoryConfiguration");
            if (factory != null && SourceGetters.call(factory, "jdbcUrl") instanceof String url && !url.isEmpty()) {
                return url;
            }
        }
        Object source = SourceGetters.call(pool, "getDataSource");
        return source == null || source == pool ? null : sources.asked(source).url();
    }

    /** How many connections it says are lent now, -1 where it does not; any thread, but not one of the application's. */
    public static int lent(Object pool) {
        int lent = lentBy(pool);
        for (int i = 0; i < COUNTS.length && lent < 0; i++) {
            Object part = SourceGetters.call(pool, COUNTS[i]);
            lent = part == null ? -1 : lentBy(part);
        }
        return lent;
    }

    private static int lentBy(Object part) {
        for (String name : LENT) {
            if (SourceGetters.call(part, name) instanceof Number said) {
                return said.intValue();
            }
        }
        return -1;
    }
}
