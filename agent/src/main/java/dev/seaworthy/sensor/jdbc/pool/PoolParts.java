package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.context.Getter;
import dev.seaworthy.sensor.jdbc.source.SourceAnswers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pool and the objects inside it that hold its settings, asked by plain public getters that may be missing or fail. */
public final class PoolParts {

    /** Where a pool keeps its settings if not in itself, each found in the one before. */
    private static final Getter[][] INSIDE = {
        Getter.eachAccessible("getConfiguration", "connectionPoolConfiguration"),
        Getter.eachAccessible("getConnectionPoolDataSource")
    };

    /** How many are lent now; and where a pool keeps that, if not in itself: HikariCP, Agroal. */
    private static final Getter[] LENT = Getter.eachAccessible(
            "getNumActive", // DBCP, Tomcat
            "getActiveConnections", // H2, HikariCP
            "getActiveCount", // Druid
            "getNumBusyConnections", // c3p0
            "getBorrowedConnectionsCount", // UCP
            "getTotalLeased", // BoneCP
            "activeCount");

    private static final Getter[] COUNTS = Getter.eachAccessible("getHikariPoolMXBean", "getMetrics");

    private static final Getter FACTORY = Getter.accessible("connectionFactoryConfiguration");
    private static final Getter URL = Getter.accessible("jdbcUrl");
    private static final Getter SOURCE = Getter.accessible("getDataSource");

    private PoolParts() {}

    /** Whether objects of that class keep settings in another object. */
    static boolean areInside(Class<?> type) {
        return INSIDE[0][0].isIn(type) || INSIDE[1][0].isIn(type);
    }

    /** The pool, and the objects inside it that hold its settings. */
    static List<Object> of(Object pool) {
        List<Object> parts = new ArrayList<>();
        parts.add(pool);
        for (Getter[] path : INSIDE) {
            Object part = pool;
            for (Getter step : path) {
                part = step.read(part);
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
            if (URL.read(FACTORY.read(part)) instanceof String url && !url.isEmpty()) {
                return url;
            }
        }
        Object source = SOURCE.read(pool);
        return source == null || source == pool ? null : sources.asked(source).url();
    }

    /** How many connections it says are lent now, -1 where it does not; any thread, but not one of the application's. */
    public static int lent(Object pool) {
        int lent = lentBy(pool);
        for (int i = 0; i < COUNTS.length && lent < 0; i++) {
            Object part = COUNTS[i].read(pool);
            lent = part == null ? -1 : lentBy(part);
        }
        return lent;
    }

    private static int lentBy(Object part) {
        for (Getter count : LENT) {
            if (count.read(part) instanceof Number said) {
                return said.intValue();
            }
        }
        return -1;
    }
}
