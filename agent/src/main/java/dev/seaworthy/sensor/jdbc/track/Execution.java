package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.jdbc.source.JdbcTypes;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes.Failure;
import dev.seaworthy.sensor.sql.Run;
import dev.seaworthy.sensor.sql.StatementUse;
import org.jspecify.annotations.Nullable;

/** One run of a statement and what it ran on, filled anew for each by its thread; valid while watches hear of it. */
public final class Execution extends Run {

    public final TrackedThread thread;

    public @Nullable TrackedStatement command;

    /** The physical connection. */
    public @Nullable TrackedConnection connection;

    /** The lease that it runs under; null where that is not certain. */
    public @Nullable Lease lease;

    /** The ledger that counted it, null where there is none. */
    public @Nullable UnitLedger work;

    /** Its entry there; null where there is no ledger, no shape, or no room. */
    public @Nullable StatementUse use;

    Execution(TrackedThread thread) {
        this.thread = thread;
    }

    /** What the exception says that it threw. */
    public Failure failure() {
        Failure said = thrown == null ? null : JdbcTypes.failure(thrown);
        return said == null ? Failure.NONE : said;
    }

    @Override
    public void clear() {
        super.clear();
        command = null;
        connection = null;
        lease = null;
        work = null;
        use = null;
    }
}
