package dev.seaworthy.observation;

/**
 * A connection was given back or closed with autocommit off and writes that nobody had committed or rolled back.
 *
 * @param origin where the last of the writes was made
 * @param writes how many statements
 */
@Sense(value = "jdbc.uncommitted", missing = "no connection was closed with uncommitted writes")
public record WritesAbandoned(Origin origin, Database database, int writes) implements JdbcObservation {}
