package dev.seaworthy.observation;

import java.util.Map;

/**
 * A borrower had to wait for a connection although none was being opened for it, or went away without one.
 *
 * @param pool class of the pool
 * @param nanos how long it waited
 * @param timedOut whether it got none
 * @param most the pool's maximum, -1 where unknown
 * @param holders who held connections of that pool meanwhile: place of borrowing and number, the most first, at most 5
 */
@Sense(value = "jdbc.wait", missing = "nobody waited for a pooled connection")
public record BorrowWaited(
        Origin origin,
        Database database,
        String pool,
        long nanos,
        boolean timedOut,
        int most,
        Map<String, Integer> holders)
        implements JdbcObservation {}
