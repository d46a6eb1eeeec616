package dev.seaworthy.observation;

import java.util.List;

/**
 * A transaction ended that had been idle for long, or that was rolled back after something was changed elsewhere.
 *
 * @param committed whether it was committed; else it was rolled back
 * @param nanos how long it was open
 * @param idleNanos how much of that its thread spent outside the database's driver
 * @param changed remotes that were called inside with something that changes them, each once
 */
@Sense(value = "jdbc.transaction", missing = "no transaction was idle or called anybody", counted = true)
public record TransactionEnded(
        Origin origin, Database database, boolean committed, long nanos, long idleNanos, List<String> changed)
        implements JdbcObservation {}
