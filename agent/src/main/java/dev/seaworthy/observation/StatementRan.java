package dev.seaworthy.observation;

/**
 * A statement was made on a database: the first of its unit of work, so that rules see who uses what without paying for
 * each statement.
 *
 * @param writes whether any statement so far changed data
 */
@Sense(value = "jdbc.statement", missing = "no statement was run", counted = true)
public record StatementRan(Origin origin, Database database, boolean writes) implements JdbcObservation {}
