package dev.seaworthy.sensor.jdbc;

import org.jspecify.annotations.Nullable;

/** One run of a statement and what it ran on, filled anew for each by its thread; valid while watches hear of it. */
final class Execution extends Run {

    final TrackedThread thread;

    @Nullable
    TrackedStatement command;

    /** The physical connection. */
    @Nullable
    TrackedConnection connection;

    /** The lease that it runs under; null where that is not certain. */
    @Nullable
    Lease lease;

    /** The ledger that counted it, null where there is none. */
    @Nullable
    UnitLedger work;

    /** Its entry there; null where there is no ledger, no shape, or no room. */
    @Nullable
    StatementUse use;

    Execution(TrackedThread thread) {
        this.thread = thread;
    }

    @Override
    void clear() {
        super.clear();
        command = null;
        connection = null;
        lease = null;
        work = null;
        use = null;
    }
}
