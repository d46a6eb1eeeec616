package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/**
 * One unit of work ran statements of one shape from one line of the application again and again, one after the other.
 *
 * @param origin the line that the loop stands in
 * @param route the request's route, empty where there is none
 * @param sql the shape: normalised text without literals
 * @param writes whether the shape changes data
 * @param times how often in this unit; a batch counts once
 * @param bindsVary whether at least two executions had different values
 * @param rowsBefore rows of the different query that ran before the loop, -1 where there was none or they were not counted
 * @param sqlBefore shape of that query, null where there was none
 * @param nanos what all of them took
 * @param fastestNanos the fastest round trip to that database so far
 * @param paged whether it walks through pages ({@code LIMIT … OFFSET}, {@code FETCH})
 */
@Sense(value = "jdbc.repeat", missing = "no unit of work repeated a statement")
public record ShapeRepeated(
        Origin origin,
        Database database,
        String route,
        String sql,
        boolean writes,
        int times,
        boolean bindsVary,
        long rowsBefore,
        @Nullable String sqlBefore,
        long nanos,
        long fastestNanos,
        boolean paged)
        implements JdbcObservation {}
