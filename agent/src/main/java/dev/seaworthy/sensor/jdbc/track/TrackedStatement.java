package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.Beat;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.sensor.MarkedCounts;
import dev.seaworthy.sensor.identity.WeakHandle;
import dev.seaworthy.sensor.sql.BoundValues;
import dev.seaworthy.sensor.sql.Shape;
import dev.seaworthy.sensor.sql.StatementUse;
import org.jspecify.annotations.Nullable;

/** One {@code Statement} object of a driver. One thread at a time uses it. */
public final class TrackedStatement extends WeakHandle {

    public @Nullable TrackedConnection connection;

    public Shape shape = Shape.UNKNOWN;
    /** Text as run last, or as prepared. */
    public @Nullable String sql;

    public boolean prepared;
    /** Whether an execution of it was counted: drivers ask things by themselves on ways that are not. */
    boolean ran;
    /** Statements of the batch that is being put together. */
    int batched;
    /** As set by the application, 0 where it was not. */
    public int fetchSize;
    /** Fetch size in force where it ran last, when that ended, and whether it fetches in pages, if forward only. */
    public int page;

    public long ranNanos;
    public boolean pages;
    /** Whether it ran last outside a transaction. */
    public boolean ranAlone;
    /** Whether a query timeout is set. */
    public boolean timed;

    /** Whether it will close itself with its last result set, or has closed itself. */
    public boolean completes;
    /** What a watch keeps of those that it stands for, which may stay open; null where it stands for none. */
    public @Nullable Object markedIn;

    /** Where it ran last, in what; null where nobody looked. */
    public @Nullable Origin origin;

    @Nullable
    TrackedThread user;

    final BoundValues binds = new BoundValues();

    // The result set whose rows are being counted.
    final MarkedCounts.Mark<TrackedStatement> rows = new MarkedCounts.Mark<>(this);

    @Nullable
    UnitLedger rowsOf;

    @Nullable
    StatementUse use;

    int ordinal;

    void begin(Object statement, TrackedConnection on, @Nullable String text, Shape known, TrackedThread by) {
        connection = on;
        sql = text;
        shape = known;
        prepared = text != null;
        ran = false;
        user = by;
        take(statement);
    }

    /** Whether the rows of a result set of it are being counted. */
    public boolean isBeingRead() {
        return rows.isCounting();
    }

    /** Its rows may have been fetched until just now. */
    void wasRead() {
        TrackedConnection on = connection;
        if (on != null && isBeingRead()) {
            on.heardNanos = Beat.NOW.nanos();
        }
    }

    /** Forgets all, after its end. */
    void clear() {
        connection = null;
        sql = null;
        shape = Shape.UNKNOWN;
        batched = 0;
        fetchSize = 0;
        timed = false;
        completes = false;
        markedIn = null;
        origin = null;
        rowsOf = null;
        use = null;
        binds.clear();
    }

    /** It is closed, or gone, and counts no more among the open ones of its connection. */
    void noLongerOpen() {
        TrackedConnection on = connection;
        if (on != null && !completes && on.openStatements > 0) {
            on.openStatements--;
        }
        markedIn = null;
    }

    /** It will close itself. */
    public void completes() {
        noLongerOpen();
        completes = true;
    }
}
