package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.observation.PoolConfigured.Validation;
import dev.seaworthy.sensor.jdbc.source.SourceFields;
import dev.seaworthy.sensor.jdbc.source.SourceGetters;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pool's settings by its plain public getters, whatever its class is called. The table knows what pools name
 * things, in which unit, and what nought and less mean there; nothing is asked that could open a connection.
 */
public final class PoolGetters {

    private static final long SECOND = 1_000;

    /** What nought and less than nought stand for. */
    private enum Edge {
        /** Both say nothing, as where a setting was not made yet. */
        SILENT,
        /** Less than nought is without end, nought is at once. */
        NEGATIVE,
        /** Both are without end. */
        BOTH
    }

    /** One getter of a number or duration; {@code unit} in milliseconds, or 1 where it is no time. */
    private record Getter(String name, long unit, Edge edge) {}

    private static final Getter[] SIZES = {
        new Getter("getMaximumPoolSize", 1, Edge.SILENT), // HikariCP: -1 until it starts
        new Getter("getMaxTotal", 1, Edge.NEGATIVE), // DBCP 2
        new Getter("getMaxActive", 1, Edge.NEGATIVE), // DBCP 1, Tomcat, Druid
        new Getter("getMaxPoolSize", 1, Edge.SILENT), // c3p0, UCP, Atomikos, Bitronix
        new Getter("getPoolMaxSize", 1, Edge.SILENT), // Vibur
        new Getter("getMaxConnections", 1, Edge.SILENT), // H2, PGPoolingDataSource
        new Getter("getPoolMaximumActiveConnections", 1, Edge.SILENT), // MyBatis
        new Getter("maxSize", 1, Edge.SILENT), // Agroal
        new Getter("getMaxSize", 1, Edge.SILENT),
        new Getter("getMaximumConnections", 1, Edge.SILENT),
        new Getter("getMaximumConnectionCount", 1, Edge.SILENT), // Proxool
        new Getter("getMaxConnectionsPerPartition", 1, Edge.SILENT) // BoneCP
    };
    private static final String PARTITIONS = "getPartitionCount";
    private static final String SIZE_PARAMETER = "maxpoolsize=";
    private static final int MARIADB_DEFAULT = 8;

    private static final Getter[] WAITS = {
        new Getter("getConnectionTimeoutInMs", 1, Edge.BOTH), // Vibur, BoneCP
        new Getter("getConnectionTimeout", 1, Edge.SILENT), // HikariCP
        new Getter("getMaxWaitDuration", 1, Edge.NEGATIVE), // DBCP 2
        new Getter("getMaxWaitMillis", 1, Edge.NEGATIVE),
        new Getter("getDefaultMaxWaitMillis", 1, Edge.NEGATIVE),
        new Getter("getMaxWait", 1, Edge.BOTH), // DBCP 1, Tomcat, Druid
        new Getter("getCheckoutTimeout", 1, Edge.BOTH), // c3p0
        new Getter("acquisitionTimeout", 1, Edge.BOTH), // Agroal
        new Getter("getConnectionWaitDurationInMillis", 1, Edge.SILENT), // UCP
        new Getter("getConnectionWaitTimeout", SECOND, Edge.SILENT),
        new Getter("getBorrowConnectionTimeout", SECOND, Edge.SILENT), // Atomikos
        new Getter("getAcquisitionTimeout", SECOND, Edge.SILENT) // Bitronix
    };
    /** H2's pool waits so long; others open a connection to answer it, so it is asked only where nothing else is there. */
    private static final Getter[] LOGIN_WAITS = {new Getter("getLoginTimeout", SECOND, Edge.SILENT)};

    private static final Getter[] LIFETIMES = {
        new Getter("getMaxLifetime", 1, Edge.BOTH),
        new Getter("getMaxConnDuration", 1, Edge.BOTH),
        new Getter("getMaxConnLifetimeMillis", 1, Edge.BOTH),
        new Getter("getMaxAge", 1, Edge.BOTH),
        new Getter("getMaxConnectionAgeInSeconds", SECOND, Edge.BOTH),
        new Getter("getMaxConnectionAge", SECOND, Edge.BOTH),
        new Getter("getMaxConnectionReuseTime", SECOND, Edge.BOTH),
        new Getter("getPhyTimeoutMillis", 1, Edge.BOTH),
        new Getter("maxLifetime", 1, Edge.BOTH)
    };
    private static final String[] TESTS_ON_BORROW = {
        "getTestOnBorrow",
        "isTestOnBorrow",
        "isTestConnectionOnCheckout",
        "getValidateConnectionOnBorrow",
        "validateOnBorrow"
    };
    private static final String[] TESTS_AFTER_IDLE = {"getValidationTimeout", "getConnectionIdleLimitInSeconds"};
    private static final String[] TESTS_WHILE_IDLE = {
        "getTestWhileIdle",
        "isTestWhileIdle",
        "getIdleConnectionTestPeriodInMinutes",
        "getIdleConnectionTestPeriod",
        "isTestConnectionOnCheckin",
        "validationTimeout",
        "idleValidationTimeout",
        "getFastConnectionFailoverEnabled",
        "isPoolPingEnabled"
    };
    private static final String[] TEST_QUERIES = {"getTestQuery", "getConnectionTestQuery"};
    private static final String[] LEAKS = {
        "getLeakDetectionThreshold",
        "getRemoveAbandonedOnBorrow",
        "getRemoveAbandoned",
        "isRemoveAbandoned",
        "getUnreturnedConnectionTimeout",
        "leakTimeout",
        "getAbandonedConnectionTimeout"
    };
    private static final String[] NAMES = {"getPoolName", "getConnectionPoolName", "getName"};

    private static final int LONGEST_NAME = 80;

    /** Kept in the class itself, so that it goes with it. */
    private static final ClassValue<Boolean> SIZED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            for (Getter size : SIZES) {
                if (SourceGetters.method(type, size.name) != null) {
                    return true;
                }
            }
            return PoolParts.areInside(type);
        }
    };

    /** What a pool said of itself. */
    record Said(
            String name,
            int maximum,
            long acquireMillis,
            Validation validation,
            long lifetimeMillis,
            @Nullable Boolean detectsLeaks) {}

    private PoolGetters() {}

    /** Whether objects of that class may have a greatest number of connections to tell. */
    public static boolean haveSize(Class<?> type) {
        return SIZED.get(type);
    }

    /** Asks {@code pool}; any thread, but not one of the application's. */
    static Said ask(Object pool) {
        List<Object> parts = PoolParts.of(pool);
        long wait = number(parts, WAITS);
        if (wait == PoolConfigured.UNKNOWN) {
            wait = number(parts, LOGIN_WAITS);
        }
        return new Said(
                name(pool),
                size(parts),
                noughtIfEndless(wait),
                validation(parts),
                noughtIfEndless(number(parts, LIFETIMES)),
                first(parts, LEAKS));
    }

    private static long noughtIfEndless(long millis) {
        return millis >= Integer.MAX_VALUE ? 0 : millis;
    }

    private static int size(List<Object> parts) {
        long size = number(parts, SIZES);
        if (size > 0) {
            for (Object part : parts) {
                if (SourceGetters.call(part, PARTITIONS) instanceof Number partitions && partitions.intValue() > 1) {
                    size *= partitions.intValue();
                }
            }
        } else {
            size = inUrl(parts.get(0));
        }
        return (int) Math.min(size, PoolConfigured.ENDLESS);
    }

    /** MariaDB's pool is set by parameters of its URL. */
    private static long inUrl(Object pool) {
        String url = SourceFields.read(pool).url();
        int at = url == null ? -1 : url.toLowerCase(Locale.ROOT).indexOf(SIZE_PARAMETER);
        if (url == null || at < 0) {
            return pool.getClass().getSimpleName().equals("MariaDbPoolDataSource")
                    ? MARIADB_DEFAULT
                    : PoolConfigured.UNKNOWN;
        }
        long size = 0;
        for (int i = at + SIZE_PARAMETER.length(); i < url.length() && size < 1_000_000; i++) {
            int digit = Character.digit(url.charAt(i), 10);
            if (digit < 0) {
                break;
            }
            size = size * 10 + digit;
        }
        return size > 0 ? size : PoolConfigured.UNKNOWN;
    }

    /** What the first getter that is there says; {@link Integer#MAX_VALUE} or more = without end, {@code UNKNOWN}. */
    private static long number(List<Object> parts, Getter[] getters) {
        for (Getter getter : getters) {
            for (Object part : parts) {
                Object said = SourceGetters.call(part, getter.name);
                if (said instanceof Duration || said instanceof Number) {
                    long value = millis(said, getter.unit);
                    return value > 0 ? value : edge(value, getter.edge);
                }
            }
        }
        return PoolConfigured.UNKNOWN;
    }

    private static long edge(long value, Edge edge) {
        return switch (edge) {
            case SILENT -> PoolConfigured.UNKNOWN;
            case NEGATIVE -> value < 0 ? Integer.MAX_VALUE : 1; // at once is next to at once
            case BOTH -> Integer.MAX_VALUE;
        };
    }

    private static long millis(Object said, long unit) {
        if (said instanceof Duration time) {
            return time.isNegative() ? -1 : time.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE : time.toMillis();
        }
        long value = ((Number) said).longValue();
        return value > Long.MAX_VALUE / unit ? Long.MAX_VALUE : value * unit;
    }

    private static Validation validation(List<Object> parts) {
        Boolean borrow = first(parts, TESTS_ON_BORROW);
        Boolean idle = first(parts, TESTS_WHILE_IDLE);
        if (Boolean.TRUE.equals(borrow)) {
            return Validation.ON_BORROW;
        }
        if (Boolean.TRUE.equals(idle)) {
            return Validation.WHILE_IDLE;
        }
        if (borrow != null || idle != null) {
            return Validation.NONE;
        }
        if (Boolean.TRUE.equals(first(parts, TESTS_AFTER_IDLE))) {
            return Validation.AFTER_IDLE;
        }
        return Boolean.TRUE.equals(first(parts, TEST_QUERIES)) ? Validation.ON_BORROW : Validation.UNKNOWN;
    }

    /** True where any says yes, false where one says no and none yes, null where none is there. */
    private static @Nullable Boolean first(List<Object> parts, String[] names) {
        Boolean any = null;
        for (String name : names) {
            for (Object part : parts) {
                Object said = SourceGetters.call(part, name);
                if (said instanceof Boolean yes ? yes : isMore(said)) {
                    return true;
                }
                any = said == null ? any : Boolean.FALSE;
            }
        }
        return any;
    }

    private static boolean isMore(@Nullable Object said) {
        return said instanceof Number number && number.longValue() > 0
                || said instanceof Duration time && !time.isNegative() && !time.isZero()
                || said instanceof String text && !text.isBlank();
    }

    private static String name(Object pool) {
        for (String getter : NAMES) {
            if (SourceGetters.call(pool, getter) instanceof String name && !name.isBlank()) {
                return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
            }
        }
        return pool.getClass().getSimpleName();
    }
}
