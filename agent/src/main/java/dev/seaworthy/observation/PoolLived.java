package dev.seaworthy.observation;

/**
 * What became of a pool that a {@link PoolBuilt} told of: made once when it lends to somebody else than who built it, and
 * once when it is closed.
 *
 * @param origin where it had been built, with the time of what became of it
 * @param number the pool's
 * @param closed whether it was closed; else a second unit of work, or a second thread, borrowed of it
 */
@Sense(value = "jdbc.pool-kept", missing = "no connection pool served two units of work")
public record PoolLived(Origin origin, Database database, long number, boolean closed) implements JdbcObservation {}
