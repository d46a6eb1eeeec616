package dev.seaworthy.observation;

/**
 * A physical connection was touched by a second unit of work: behaviour that only a pool, or one that acts like it,
 * shows. Made once a connection.
 *
 * @param origin where the connection had been <em>opened</em>
 */
@Sense(value = "jdbc.reuse", missing = "no JDBC connection served two units of work")
public record ConnectionReused(Origin origin, Database database, long connection) implements JdbcObservation {}
