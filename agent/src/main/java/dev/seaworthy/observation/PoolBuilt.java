package dev.seaworthy.observation;

/**
 * A pool opened its first physical connection.
 *
 * @param origin where the pool was built, else where it was first borrowed from
 * @param pool class of the pool
 * @param liveNow pools of the same application for the same database that are alive
 * @param application number of the application that built it, told apart by class loader: a server may hold several
 * @param number unlike any pool's before
 * @param settings a hash of what it leads to: whole URL, login, schema, and its name where somebody chose it. Two that
 *     are built for two tenants differ in it
 */
@Sense(value = "jdbc.pool", missing = "no connection pool was built")
public record PoolBuilt(
        Origin origin, Database database, String pool, int liveNow, int application, long number, int settings)
        implements JdbcObservation {}
