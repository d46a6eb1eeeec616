package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.context.Getter;
import dev.seaworthy.context.Getter.Edges;
import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.observation.PoolConfigured.Validation;
import dev.seaworthy.sensor.jdbc.source.SourceFields;
import dev.seaworthy.sensor.sql.JdbcUrls;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pool's settings by its plain public getters, whatever its class is called. The table knows what pools name
 * things, in which unit, and what nought and less mean there; nothing is asked that could open a connection.
 */
public final class PoolGetters {

    /** As where a setting was not made yet: 0 stands for that it says nothing. */
    private static final Edges SILENT = new Edges(0, 0, PoolConfigured.UNKNOWN);

    /** Less than 0 is without end, 0 is at once, which is next to at once. */
    private static final Edges NEGATIVE = new Edges(1, Integer.MAX_VALUE, PoolConfigured.UNKNOWN);

    private static final Edges BOTH = new Edges(Integer.MAX_VALUE, Integer.MAX_VALUE, PoolConfigured.UNKNOWN);

    /** @param unit null where it is no time */
    private record Setting(Getter getter, @Nullable TimeUnit unit, Edges edges) {

        static Setting size(String name, Edges edges) {
            return new Setting(Getter.accessible(name), null, edges);
        }

        static Setting millis(String name, Edges edges) {
            return new Setting(Getter.accessible(name), TimeUnit.MILLISECONDS, edges);
        }

        static Setting seconds(String name, Edges edges) {
            return new Setting(Getter.accessible(name), TimeUnit.SECONDS, edges);
        }

        long of(Object part) {
            return unit == null ? getter.number(part, edges) : getter.millis(part, unit, edges);
        }
    }

    private static final Setting[] SIZES = {
        Setting.size("getMaximumPoolSize", SILENT), // HikariCP: -1 until it starts
        Setting.size("getMaxTotal", NEGATIVE), // DBCP 2
        Setting.size("getMaxActive", NEGATIVE), // DBCP 1, Tomcat, Druid
        Setting.size("getMaxPoolSize", SILENT), // c3p0, UCP, Atomikos, Bitronix
        Setting.size("getPoolMaxSize", SILENT), // Vibur
        Setting.size("getMaxConnections", SILENT), // H2, PGPoolingDataSource
        Setting.size("getPoolMaximumActiveConnections", SILENT), // MyBatis
        Setting.size("maxSize", SILENT), // Agroal
        Setting.size("getMaxSize", SILENT),
        Setting.size("getMaximumConnections", SILENT),
        Setting.size("getMaximumConnectionCount", SILENT), // Proxool
        Setting.size("getMaxConnectionsPerPartition", SILENT) // BoneCP
    };
    private static final Getter PARTITIONS = Getter.accessible("getPartitionCount");
    private static final int MARIADB_DEFAULT = 8;

    private static final Setting[] WAITS = {
        Setting.millis("getConnectionTimeoutInMs", BOTH), // Vibur, BoneCP
        Setting.millis("getConnectionTimeout", SILENT), // HikariCP
        Setting.millis("getMaxWaitDuration", NEGATIVE), // DBCP 2
        Setting.millis("getMaxWaitMillis", NEGATIVE),
        Setting.millis("getDefaultMaxWaitMillis", NEGATIVE),
        Setting.millis("getMaxWait", BOTH), // DBCP 1, Tomcat, Druid
        Setting.millis("getCheckoutTimeout", BOTH), // c3p0
        Setting.millis("acquisitionTimeout", BOTH), // Agroal
        Setting.millis("getConnectionWaitDurationInMillis", SILENT), // UCP
        Setting.seconds("getConnectionWaitTimeout", SILENT),
        Setting.seconds("getBorrowConnectionTimeout", SILENT), // Atomikos
        Setting.seconds("getAcquisitionTimeout", SILENT) // Bitronix
    };
    /** H2's pool waits so long; others open a connection to answer it, so it is asked only where nothing else is there. */
    private static final Setting[] LOGIN_WAITS = {Setting.seconds("getLoginTimeout", SILENT)};

    private static final Setting[] LIFETIMES = {
        Setting.millis("getMaxLifetime", BOTH),
        Setting.millis("getMaxConnDuration", BOTH),
        Setting.millis("getMaxConnLifetimeMillis", BOTH),
        Setting.millis("getMaxAge", BOTH),
        Setting.seconds("getMaxConnectionAgeInSeconds", BOTH),
        Setting.seconds("getMaxConnectionAge", BOTH),
        Setting.seconds("getMaxConnectionReuseTime", BOTH),
        Setting.millis("getPhyTimeoutMillis", BOTH),
        Setting.millis("maxLifetime", BOTH)
    };
    private static final Getter[] TESTS_ON_BORROW = Getter.eachAccessible(
            "getTestOnBorrow",
            "isTestOnBorrow",
            "isTestConnectionOnCheckout",
            "getValidateConnectionOnBorrow",
            "validateOnBorrow");
    private static final Getter[] TESTS_AFTER_IDLE =
            Getter.eachAccessible("getValidationTimeout", "getConnectionIdleLimitInSeconds");
    private static final Getter[] TESTS_WHILE_IDLE = Getter.eachAccessible(
            "getTestWhileIdle",
            "isTestWhileIdle",
            "getIdleConnectionTestPeriodInMinutes",
            "getIdleConnectionTestPeriod",
            "isTestConnectionOnCheckin",
            "validationTimeout",
            "idleValidationTimeout",
            "getFastConnectionFailoverEnabled",
            "isPoolPingEnabled");
    private static final Getter[] TEST_QUERIES = Getter.eachAccessible("getTestQuery", "getConnectionTestQuery");
    private static final Getter[] LEAKS = Getter.eachAccessible(
            "getLeakDetectionThreshold",
            "getRemoveAbandonedOnBorrow",
            "getRemoveAbandoned",
            "isRemoveAbandoned",
            "getUnreturnedConnectionTimeout",
            "leakTimeout",
            "getAbandonedConnectionTimeout");
    private static final Getter[] NAMES = Getter.eachAccessible("getPoolName", "getConnectionPoolName", "getName");

    private static final int LONGEST_NAME = 80;

    /** Kept in the class itself, so that it goes with it. */
    private static final ClassValue<Boolean> SIZED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            for (Setting size : SIZES) {
                if (size.getter.isIn(type)) {
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
                if (PARTITIONS.read(part) instanceof Number partitions && partitions.intValue() > 1) {
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
        String said = url == null ? null : JdbcUrls.parse(url).parameters().get("maxpoolsize");
        if (said == null) {
            return pool.getClass().getSimpleName().equals("MariaDbPoolDataSource")
                    ? MARIADB_DEFAULT
                    : PoolConfigured.UNKNOWN;
        }
        int size = SourceFields.number(said);
        return size > 0 ? size : PoolConfigured.UNKNOWN;
    }

    /** What the first setting that is there says; {@link Integer#MAX_VALUE} or more = without end, {@code UNKNOWN}. */
    private static long number(List<Object> parts, Setting[] settings) {
        for (Setting setting : settings) {
            for (Object part : parts) {
                long said = setting.of(part);
                if (said != PoolConfigured.UNKNOWN) {
                    return said == 0 ? PoolConfigured.UNKNOWN : said;
                }
            }
        }
        return PoolConfigured.UNKNOWN;
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
    private static @Nullable Boolean first(List<Object> parts, Getter[] getters) {
        Boolean any = null;
        for (Getter getter : getters) {
            for (Object part : parts) {
                Object said = getter.read(part);
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
        for (Getter getter : NAMES) {
            if (getter.read(pool) instanceof String name && !name.isBlank()) {
                return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
            }
        }
        return pool.getClass().getSimpleName();
    }
}
