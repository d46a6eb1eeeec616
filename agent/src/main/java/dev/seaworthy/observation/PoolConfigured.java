package dev.seaworthy.observation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pool says of its own settings, read once, after it had handed out its first connection.
 *
 * @param origin where the pool was built, else where it was first borrowed from
 * @param pool class of the pool
 * @param name what the pool calls itself, else its class's simple name
 * @param maximum connections that it keeps at most; {@link #UNKNOWN}, or {@link #ENDLESS} where nothing limits it
 * @param acquireMillis how long a borrower waits at most; {@link #UNKNOWN}, or 0 = for ever
 * @param validation when it makes sure that a connection still works
 * @param lifetimeMillis after what time it replaces a connection; {@link #UNKNOWN}, or 0 = never
 * @param detectsLeaks whether it looks for connections that are not given back, null where unknown
 * @param together pools of the same application for the same database server that are alive, this one included: name
 *     and maximum, in the order of building
 * @param application number of the application that built it, told apart by class loader
 */
@Sense(value = "jdbc.pool-settings", missing = "no connection pool's settings could be read")
public record PoolConfigured(
        Origin origin,
        Database database,
        String pool,
        String name,
        int maximum,
        long acquireMillis,
        Validation validation,
        long lifetimeMillis,
        @Nullable Boolean detectsLeaks,
        Map<String, Integer> together,
        int application)
        implements JdbcObservation {

    public static final int UNKNOWN = -1;
    public static final int ENDLESS = Integer.MAX_VALUE;

    /** When a pool makes sure that a connection still works. */
    public enum Validation {
        ON_BORROW,
        /** On borrow, unless the connection was in use a moment ago. */
        AFTER_IDLE,
        WHILE_IDLE,
        NONE,
        UNKNOWN
    }
}
