package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.ThreadLimits;
import dev.seaworthy.context.Units;
import dev.seaworthy.context.Workers;
import dev.seaworthy.observation.BorrowNested;
import dev.seaworthy.observation.BorrowNested.Known;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.source.Target;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.Leases;
import dev.seaworthy.sensor.jdbc.track.ThreadState;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Tells of threads that take another connection of a pool while they hold one of it. */
public final class NestedBorrowWatch extends RepeatingWatch {

    private final Surroundings surroundings;
    private final Late late;
    private final Leases leases;
    private final Units units;
    /** The most units of work of each kind that were seen at once; the last is for all of them, counted roughly. */
    private final AtomicIntegerArray peaks = new AtomicIntegerArray(Unit.Kind.values().length + 1);

    public NestedBorrowWatch(Surroundings surroundings, Observations observations, Late late, Leases leases) {
        super(observations);
        this.surroundings = surroundings;
        this.late = late;
        this.leases = leases;
        this.units = surroundings.units();
    }

    @Override
    public void borrowed(Lease lease, ThreadState thread) {
        Lender lender = lease.byHand ? null : lease.lent();
        if (lender == null || thread.leases.size() < 2) {
            return;
        }
        Lease outer = null;
        int held = 0;
        for (int i = 0; i < thread.leases.size(); i++) {
            Lease other = thread.leases.get(i);
            if (!other.byHand && other.lent() == lender && other.unit == lease.unit) {
                held++;
                outer = outer == null && other != lease ? other : outer;
            }
        }
        if (outer != null) {
            tell(lease, outer, lender, held);
        }
    }

    @Override
    public void tick(long now, boolean last) {
        look();
        super.tick(now, last);
    }

    /** Whether more units go on than ever before. */
    private boolean look() {
        int now = units.openNow();
        if (now <= peaks.getAndAccumulate(peaks.length() - 1, now, Math::max)) {
            return false;
        }
        for (Unit.Kind kind : Unit.Kind.values()) {
            peaks.accumulateAndGet(kind.ordinal(), units.openNow(kind), Math::max);
        }
        return true;
    }

    private void tell(Lease lease, Lease outer, Lender lender, int held) {
        Target target = lender.target;
        if (target == null) {
            return;
        }
        lender.alarm();
        boolean more = look();
        leases.place(lease);
        Site around = outer.site();
        long key = lease.site().hashCode() * 31L + System.identityHashCode(lender);
        if (!told.take(key, more)) {
            return;
        }
        Origin origin = lease.origin(System.currentTimeMillis());
        Workers.Worker worker = surroundings.workers().here();
        Known surest = origin.unit().isRequest() && units.isOwn() ? Known.SERVER : Known.EXECUTOR;
        late.later(() -> {
            int threads = surroundings.workers().limit(worker);
            // Whatever may grow without end, a job or a part of a request does not.
            boolean set = threads > 0 && (threads != ThreadLimits.ENDLESS || surest == Known.SERVER);
            told.tell(
                    key,
                    new BorrowNested(
                            origin,
                            target.database,
                            lender.type,
                            Lender.maximum(lender, late),
                            held,
                            around.place(),
                            set
                                    ? threads
                                    : Math.max(1, peaks.get(origin.unit().kind().ordinal())),
                            set ? surest : Known.PEAK));
        });
    }
}
