package dev.seaworthy.observation;

/**
 * Several units of work used one physical connection without borrowing it one after the other.
 *
 * @param origin where it had been opened
 * @param units how often a request took it over from another one that went on, so far
 * @param overlapped whether statements of two threads ran on it at the same time
 * @param connections physical connections to that database that were ever opened
 */
@Sense(value = "jdbc.shared", missing = "no connection was shared")
public record ConnectionShared(Origin origin, Database database, int units, boolean overlapped, int connections)
        implements JdbcObservation {}
