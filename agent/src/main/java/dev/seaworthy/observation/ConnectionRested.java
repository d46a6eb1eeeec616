package dev.seaworthy.observation;

/**
 * A connection that was opened without a pool was used again after minutes in which nobody had used or tried it.
 *
 * @param idleNanos how long
 */
@Sense(value = "jdbc.rested", missing = "no connection opened without a pool was used after it was idle for 5 min")
public record ConnectionRested(Origin origin, Database database, long idleNanos) implements JdbcObservation {}
