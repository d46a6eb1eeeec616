package dev.seaworthy.observation;

/**
 * A unit of work ended that made many round trips to one database.
 *
 * @param origin a line from which it asked the database
 * @param route the request's route, empty where there is none
 * @param roundTrips sequential waits for the database: executions, commits, rollbacks
 * @param repeated how many of these belong to a statement that was repeated from one line ({@link ShapeRepeated})
 * @param quiet units of the same route that ended since the last was told, with so few round trips that none is worth telling
 * @param jdbcNanos time inside the database's driver
 * @param nanos how long the unit took, as far as its database work reaches
 * @param fastestNanos the fastest round trip to that database so far
 */
@Sense(value = "jdbc.work", missing = "no unit of work made many round trips to a database")
public record WorkDone(
        Origin origin,
        Database database,
        String route,
        int roundTrips,
        int repeated,
        int quiet,
        long jdbcNanos,
        long nanos,
        long fastestNanos)
        implements JdbcObservation {}
