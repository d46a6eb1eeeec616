package dev.seaworthy.observation;

/**
 * A connection that was opened by hand was used again after minutes in which nobody had used or tried it.
 *
 * @param idleNanos how long
 */
@Sense(value = "jdbc.rested", missing = "no connection opened by hand was used again after 5 min")
public record ConnectionRested(Origin origin, Database database, long idleNanos) implements JdbcObservation {}
