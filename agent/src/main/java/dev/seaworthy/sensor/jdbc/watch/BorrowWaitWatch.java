package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Beat;
import dev.seaworthy.observation.BorrowWaited;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.sensor.HeldTimes;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.pool.Lenders;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes;
import dev.seaworthy.sensor.jdbc.source.Target;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.Leases;
import dev.seaworthy.sensor.jdbc.track.ThreadState;
import dev.seaworthy.sensor.jdbc.track.Threads;
import org.jspecify.annotations.Nullable;

/** Tells of borrowers that wait for a connection because others hold them all. */
public final class BorrowWaitWatch extends ReportingWatch {

    private final Leases leases;
    private final Lenders lenders;
    private final Threads threads;

    public BorrowWaitWatch(Workplace workplace, Leases leases, Lenders lenders, Threads threads) {
        super(workplace);
        this.threads = threads;
        this.leases = leases;
        this.lenders = lenders;
    }

    @Override
    public void borrowed(Lease lease, ThreadState thread) {
        if (lease.waitNanos >= Limits.WAIT_NANOS && !lease.openedMeanwhile && !lease.byHand) {
            Lender lender = lease.lent();
            // Who has one already waits for itself and its like: that is another rule's to tell.
            if (lender != null && NestedBorrowWatch.held(lender, lease.unit, thread) < 2) {
                leases.place(lease);
                tell(lender, lease.waitNanos, false);
            }
        }
    }

    @Override
    public void borrowFailed(@Nullable Object source, Throwable thrown, long nanos, boolean opened) {
        // An opening that fails is the database's doing, and pools hand on its exception as the cause.
        if (source != null
                && !opened
                && nanos >= Limits.REFUSED_WAIT_NANOS
                && JdbcTypes.failure(thrown) != null
                && !JdbcTypes.isRefusal(thrown)) {
            Lender lender = lenders.get(source);
            Target target = lender == null ? null : lender.target;
            if (lender != null
                    && NestedBorrowWatch.held(lender, units.current(), threads.here()) == 0
                    && target != null
                    && !target.isRefusedWithin(nanos + Limits.WAIT_UNSURE_NANOS)) {
                tell(lender, nanos, true);
            }
        }
    }

    private void tell(Lender lender, long nanos, boolean timedOut) {
        Target target = lender.target;
        if (target == null) {
            return;
        }
        lender.alarm();
        long began = System.nanoTime() - nanos;
        Origin origin = surroundings.here();
        HeldTimes holders = holders(lender);
        int out = holders.number() + lender.lost(); // garbage is out, too
        late.later(() -> {
            int most = lender.maximum(late);
            // Where most are free nobody waited for one: the machine was busy, or a slow test of an idle connection
            // ran.
            // Nor where no thread got its turn: who holds one could not give it back.
            boolean isProof = !Beat.NOW.wasLateSince(began) && (most <= 0 || out >= (most + 1) / 2);
            if (timedOut || isProof) {
                observations.add(new BorrowWaited(
                        origin, target.database, lender.type, nanos, timedOut, most, holders.longest()));
            }
        });
    }

    /**
     * Who holds connections of that lender now: how many, and for how many nanoseconds together. Somebody waited half a
     * second for one of them, so this may take its time.
     */
    private HeldTimes holders(Lender lender) {
        HeldTimes holders = new HeldTimes();
        long now = System.nanoTime();
        leases.each(lease -> {
            if (lease.lent() == lender && lease.isOpen()) {
                holders.add(lease.site(), lease.heldNanos(now));
            }
        });
        return holders;
    }
}
