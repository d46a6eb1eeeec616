package dev.seaworthy.observation;

/**
 * The first statement on a connection after a pause failed because the connection was no more.
 *
 * @param sqlState SQLState, empty where none
 * @param said what the driver said, cut to 200 characters
 * @param idleNanos how long nobody had used it
 * @param pooled whether it came out of a pool
 */
@Sense(value = "jdbc.broken", missing = "no connection was found broken")
public record ConnectionBroken(
        Origin origin, Database database, String sqlState, String said, long idleNanos, boolean pooled)
        implements JdbcObservation {}
