package dev.seaworthy.observation;

/**
 * A physical connection ended.
 *
 * @param origin where it had been <em>opened</em>, with the time of the end
 * @param connection its number
 * @param uses distinct units of work that touched it; where no unit of work is visible, its own life counts as one
 * @param nanos how long it lived
 * @param end how it ended
 */
@Sense(value = "jdbc.close", missing = "no JDBC connection was closed")
public record ConnectionClosed(Origin origin, Database database, long connection, int uses, long nanos, End end)
        implements JdbcObservation {

    /** How a connection ended. */
    public enum End {
        CLOSED,
        /** Unreachable without a close. */
        LOST
    }
}
