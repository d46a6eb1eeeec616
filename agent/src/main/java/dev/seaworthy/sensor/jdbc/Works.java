package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.UnitSlot;
import dev.seaworthy.context.Units;
import org.jspecify.annotations.Nullable;

/** Finds the ledger that a thread writes to, and closes it when its unit ends. Thread-safe. */
final class Works implements UnitSlot.Ended<Work> {

    private final Jdbc jdbc;
    private final Units units;
    private final Rows rows;
    private final UnitSlot<Work> ledgers;

    Works(Jdbc jdbc, Units units, Rows rows) {
        this.jdbc = jdbc;
        this.units = units;
        this.rows = rows;
        this.ledgers = units.slot(this);
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
            Work kept = ledgers.get(open);
            return kept == null ? begin(open, thread) : kept;
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
        Work kept = ledgers.keep(open, fresh);
        if (kept != fresh) {
            fresh.close();
            thread.spare(fresh);
        }
        return kept;
    }

    /** The ledger of that unit so far; null if there is none. */
    @Nullable
    Work begun(OpenUnit open) {
        return ledgers.get(open);
    }

    /** A lease ended whose ledger was its own. */
    void ended(Lease lease) {
        Work work = lease.work();
        if (work != null) {
            lease.work(null);
            ended(work);
        }
    }

    /** Its unit ended on this thread. */
    @Override
    public void ended(Work work) {
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
