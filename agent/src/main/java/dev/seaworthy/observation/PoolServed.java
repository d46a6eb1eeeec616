package dev.seaworthy.observation;

/**
 * A pool handed out a connection inside a request, for the first time.
 *
 * @param origin when and in which request; its site is where the pool was built, else where it was first borrowed from
 * @param pool class of the pool
 */
@Sense(value = "jdbc.pool-served", missing = "no request borrowed from a known pool")
public record PoolServed(Origin origin, Database database, String pool) implements JdbcObservation {}
