package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.UnitSlot;
import org.jspecify.annotations.Nullable;

/** Finds the ledger that a thread writes to, and closes it when its unit ends. Thread-safe. */
public final class UnitLedgers extends Part implements UnitSlot.Ended<UnitLedger> {

    private final UnitSlot<UnitLedger> slot;

    public UnitLedgers(Shared shared) {
        super(shared);
        this.slot = units.slot(this);
    }

    /** What the calling thread's ledger belongs to: its unit, else its outermost lease; null where there is neither. */
    @Nullable
    Object owner(ThreadState thread) {
        OpenUnit open = units.open();
        if (open.unit().isVisible()) {
            return open;
        }
        return thread.leases.size() == 0 ? null : thread.leases.get(0);
    }

    /** The ledger of that owner; the caller locks it and checks that it still belongs to the owner. */
    @Nullable
    UnitLedger of(@Nullable Object owner, ThreadState thread) {
        if (owner instanceof OpenUnit open) {
            UnitLedger kept = slot.get(open);
            return kept == null ? begin(open, thread) : kept;
        }
        if (owner instanceof Lease lease) {
            UnitLedger own = lease.work;
            if (own == null) {
                own = thread.spareWork();
                long ran = thread.execution.beganNanos;
                // When it was borrowed is known roughly, when its first statement ran is known.
                long began = ran - lease.beganNanos > 0 ? ran : lease.beganNanos;
                own.begin(lease, lease.unit, units.phase(), began);
                lease.work = own;
            }
            return own;
        }
        return null;
    }

    private @Nullable UnitLedger begin(OpenUnit open, ThreadState thread) {
        UnitLedger fresh = thread.spareWork();
        fresh.begin(open, open.unit(), units.phase(), System.nanoTime());
        UnitLedger kept = slot.keep(open, fresh);
        if (kept != fresh) {
            fresh.close();
            thread.spare(fresh);
        }
        return kept;
    }

    /** A lease ended whose ledger was its own. */
    void ended(Lease lease) {
        UnitLedger work = lease.work;
        if (work != null) {
            lease.work = null;
            ended(work);
        }
    }

    /** Its unit ended on this thread. */
    @Override
    public void ended(UnitLedger work) {
        synchronized (work) {
            for (TrackedStatement open = work.claimed(); open != null; open = work.claimed()) {
                rows.harvest(open);
                work.release(open);
            }
            work.close();
            for (Watch watch : watches.all) {
                watch.ended(work);
            }
            work.clear();
        }
        threads.here().spare(work);
    }
}
