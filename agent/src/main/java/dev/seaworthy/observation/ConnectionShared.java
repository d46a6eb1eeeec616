package dev.seaworthy.observation;

/**
 * Several units of work used one physical connection without borrowing it one after the other.
 *
 * @param origin where it had been opened
 * @param units different units of work that used it so far
 * @param overlapped whether statements of two threads ran on it at the same time
 * @param concurrent whether more than one thread may use it at once: by what the executor of the thread is set to that
 *     used it last, where nobody knows by how many threads did
 * @param connections physical connections to that database that were ever opened
 */
@Sense(value = "jdbc.shared", missing = "no connection was shared")
public record ConnectionShared(
        Origin origin, Database database, int units, boolean overlapped, boolean concurrent, int connections)
        implements JdbcObservation {}
