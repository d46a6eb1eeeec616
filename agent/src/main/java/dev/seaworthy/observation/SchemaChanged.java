package dev.seaworthy.observation;

/**
 * A statement changed the schema.
 *
 * @param verb upper-case: CREATE, ALTER, DROP, TRUNCATE, RENAME
 * @param object what it was about, lower-case with its kind: {@code table orders}, {@code index orders_by_day}; empty where unknown
 * @param table the table that it touches, lower-case without schema and quotes, empty where unknown
 * @param sql normalised text without literals
 * @param temporary whether it is about a temporary table
 */
@Sense(value = "jdbc.ddl", missing = "no statement changed the schema")
public record SchemaChanged(
        Origin origin, Database database, String verb, String object, String table, String sql, boolean temporary)
        implements JdbcObservation {}
