package dev.seaworthy.observation;

/**
 * A query's rows were read by the application: many of them, or more than the same query gave before.
 *
 * @param sql the shape: normalised text without literals
 * @param rows how many rows were read
 * @param rowsBefore the most that the shape had given before, -1 where this is the first time
 * @param fetchSize rows that the driver asks for at once, 0 where the driver's default applies
 * @param autoCommit whether the query ran outside a transaction
 * @param paged whether that has an effect, by the driver's own conditions
 * @param limited whether the text bounds the number of rows: LIMIT, FETCH FIRST, TOP, ROWNUM, an aggregate without groups
 * @param filtered whether the text has a WHERE clause
 */
@Sense(value = "jdbc.rows", missing = "no query returned many rows", counted = true)
public record RowsRead(
        Origin origin,
        Database database,
        String sql,
        long rows,
        long rowsBefore,
        int fetchSize,
        boolean autoCommit,
        boolean paged,
        boolean limited,
        boolean filtered)
        implements JdbcObservation {}
