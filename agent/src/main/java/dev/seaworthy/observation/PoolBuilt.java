package dev.seaworthy.observation;

/**
 * A pool opened its first physical connection.
 *
 * @param origin where the pool was built, else where it was first borrowed from
 * @param pool class of the pool
 * @param liveNow pools of this class for the same database that are alive
 */
@Sense(value = "jdbc.pool", missing = "no connection pool was built")
public record PoolBuilt(Origin origin, Database database, String pool, int liveNow) implements JdbcObservation {

    @Override
    public PoolBuilt in(Phase phase) {
        return new PoolBuilt(origin.in(phase), database, pool, liveNow);
    }
}
