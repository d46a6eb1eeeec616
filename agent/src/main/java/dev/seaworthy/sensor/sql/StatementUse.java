package dev.seaworthy.sensor.sql;

import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Site;
import org.jspecify.annotations.Nullable;

/** What one unit of work did with one shape of statement. Guarded by its {@link StatementLedger}. */
public final class StatementUse {

    public Shape shape = Shape.UNKNOWN;

    /** The database that it ran on. */
    public @Nullable Database database;

    /** Executions; a batch is one. */
    public int count;
    /** Statements; each of a batch counts. */
    public long statements;
    /** Whether two executions had different bound values, or texts with different literals. */
    public boolean distinct;
    /** Whether bound values of all executions are known. */
    public boolean bindsKnown;

    /** How many transactions of its unit of work had been committed before its first run. */
    public int commits;

    private long binds;
    public long nanos;
    public long fastestNanos;
    /** How often it ran outside of a transaction. */
    public int autoCommitted;

    public int failed;
    /** Rows that were surely read. */
    public long rows;
    /** The other shape that ran last before this one's first run; null where there was none. */
    public @Nullable StatementUse before;

    private int beforeOrdinal;
    private int watched;
    private int readOrdinal;
    private int readRows;
    private int watchedRows;
    /** Where the third run was made, and the tenth: the same where it is a loop. {@link Site#UNKNOWN} before that. */
    public Site third = Site.UNKNOWN;

    public Site tenth = Site.UNKNOWN;

    void begin(Shape of, Database on, @Nullable StatementUse earlier, int committed) {
        commits = committed;
        shape = of;
        database = on;
        count = 0;
        statements = 0;
        distinct = false;
        bindsKnown = true;
        binds = 0;
        nanos = 0;
        fastestNanos = Long.MAX_VALUE;
        autoCommitted = 0;
        failed = 0;
        rows = 0;
        watched = 0;
        watchedRows = -1;
        readOrdinal = 0;
        readRows = -1;
        third = Site.UNKNOWN;
        tenth = Site.UNKNOWN;
        before = earlier;
        beforeOrdinal = 0;
        if (earlier != null) {
            beforeOrdinal = earlier.count;
            if (earlier.watched == 0) {
                earlier.watched = earlier.count;
                // Most often its rows have been read by now.
                earlier.watchedRows = earlier.readOrdinal == earlier.count ? earlier.readRows : -1;
            }
        }
    }

    void ran(Run execution, long bound, boolean known) {
        count++;
        statements += execution.statements;
        nanos += execution.nanos;
        fastestNanos = Math.min(fastestNanos, execution.nanos);
        autoCommitted += execution.autoCommit ? 1 : 0;
        failed += execution.thrown == null ? 0 : 1;
        bindsKnown &= known;
        if (count == 1) {
            binds = bound;
        } else {
            distinct |= binds != bound;
        }
        if (count == 3) {
            third = execution.site();
        } else if (count == 10) {
            tenth = execution.site();
        }
    }

    public void read(int ordinal, int howMany) {
        rows += howMany;
        readOrdinal = ordinal;
        readRows = howMany;
        if (ordinal == watched) {
            watchedRows = howMany;
        }
    }

    /** How many rows the query had that ran just before this one's first run; -1 where that is not certain. */
    public int rowsBefore() {
        StatementUse earlier = before;
        return earlier != null && earlier.watched == beforeOrdinal ? earlier.watchedRows : -1;
    }
}
