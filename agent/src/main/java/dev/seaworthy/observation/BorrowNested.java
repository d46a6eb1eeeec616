package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/**
 * A thread took another connection from a pool while it held one of the same pool in the same unit of work.
 *
 * @param origin where the inner one was taken
 * @param pool class of the pool
 * @param most the pool's maximum, -1 where unknown
 * @param held connections that the thread holds now, the new one included
 * @param outer where the outer one was taken, null where unknown
 * @param threads how many threads may do the same at once, {@link Integer#MAX_VALUE} where nothing limits them
 * @param known who says so
 */
@Sense(value = "jdbc.nesting", missing = "no thread held two connections of one pool")
public record BorrowNested(
        Origin origin,
        Database database,
        String pool,
        int most,
        int held,
        @Nullable Place outer,
        int threads,
        Known known)
        implements JdbcObservation {

    /** Where a number of threads comes from, the surest first. */
    public enum Known {
        /** What the server's threads are set to. */
        SERVER,
        /** What the executor is set to that the work was handed to. */
        EXECUTOR,
        /** No more than the most units of work that were seen at once. */
        PEAK
    }
}
