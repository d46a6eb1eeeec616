package dev.seaworthy.observation;

/**
 * How many statements ran on connections of one database since this was last told, and how many of these could not wait
 * for ever: a query timeout was set on them, or a network timeout on their connection at that moment. Made about once a
 * second for databases whose connections have no read timeout.
 */
@Sense(value = "jdbc.bounded", missing = "no statement ran on a connection without read timeout")
public record StatementsBounded(Origin origin, Database database, long statements, long bounded)
        implements JdbcObservation {}
