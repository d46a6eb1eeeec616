package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Units;
import org.jspecify.annotations.Nullable;

/** Finds the ledger that a thread writes to, and closes it when its unit ends. Thread-safe. */
final class Works implements Units.Ended {

    private final Jdbc jdbc;
    private final Units units;
    private final Rows rows;

    Works(Jdbc jdbc, Units units, Rows rows) {
        this.jdbc = jdbc;
        this.units = units;
        this.rows = rows;
    }

    /** What the calling thread's ledger belongs to: its unit, else its outermost lease; null where there is neither. */
    @Nullable
    Object owner(PerThread thread) {
        OpenUnit open = units.open();
        if (open.unit().isVisible()) {
            return open;
        }
        return thread.leases() == 0 ? null : thread.lease(0);
    }

    /** The ledger of that owner; the caller locks it and checks that it still belongs to the owner. */
    @Nullable
    Work of(@Nullable Object owner, PerThread thread) {
        if (owner instanceof OpenUnit open) {
            Object kept = open.kept();
            return kept == null ? begin(open, thread) : (Work) kept;
        }
        if (owner instanceof Lease lease) {
            Work own = lease.work();
            if (own == null) {
                own = thread.spareWork();
                long ran = thread.execution.beganNanos;
                // When it was borrowed is known roughly, when its first statement ran is known.
                long began = ran - lease.beganNanos > 0 ? ran : lease.beganNanos;
                own.begin(lease, lease.unit, units.phase(), began);
                own.leases = 1;
                lease.work(own);
            }
            return own;
        }
        return null;
    }

    private @Nullable Work begin(OpenUnit open, PerThread thread) {
        Work fresh = thread.spareWork();
        fresh.begin(open, open.unit(), units.phase(), System.nanoTime());
        if (open.keep(fresh)) {
            return fresh;
        }
        fresh.close();
        thread.spare(fresh);
        return (Work) open.kept();
    }

    /** A unit ended on this thread. */
    @Override
    public void ended(OpenUnit unit) {
        try {
            Work work = (Work) unit.take();
            if (work != null) {
                end(work);
            }
        } catch (RuntimeException | LinkageError ours) {
            jdbc.failed(ours);
        }
    }

    /** A lease ended whose ledger was its own. */
    void ended(Lease lease) {
        Work work = lease.work();
        if (work != null) {
            lease.work(null);
            end(work);
        }
    }

    private void end(Work work) {
        synchronized (work) {
            for (Command open = work.claimed(); open != null; open = work.claimed()) {
                rows.harvest(open, jdbc);
                work.release(open);
            }
            work.close();
            for (Follower follower : jdbc.followers) {
                follower.ended(work);
            }
            work.clear();
        }
        jdbc.calls.thread().spare(work);
    }
}
