package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.ThreadLimits;
import dev.seaworthy.context.Workers;
import dev.seaworthy.observation.BorrowNested;
import dev.seaworthy.observation.BorrowNested.Known;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes;
import dev.seaworthy.sensor.jdbc.source.Target;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.Leases;
import dev.seaworthy.sensor.jdbc.track.ThreadState;
import dev.seaworthy.sensor.jdbc.track.Threads;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/** Tells of threads that take another connection of a pool while they hold one of it. */
public final class NestedBorrowWatch extends ReportingWatch {

    private final Leases leases;
    private final Threads threads;
    /** The most units of work of each kind that were seen at once; the last is for all of them, counted roughly. */
    private final AtomicIntegerArray peaks = new AtomicIntegerArray(Unit.Kind.values().length + 1);

    public NestedBorrowWatch(Workplace workplace, Leases leases, Threads threads) {
        super(workplace);
        this.threads = threads;
        this.leases = leases;
    }

    @Override
    public void borrowed(Lease lease, ThreadState thread) {
        Lender lender = lease.byHand ? null : lease.lent();
        if (lender == null || thread.leases.size() < 2) {
            return;
        }
        int held = held(lender, lease.unit, thread);
        if (held > 1) {
            lender.alarm();
            leases.place(lease);
            tell(lease.origin(System.currentTimeMillis()), outermost(lender, lease.unit, thread), lender, held);
        }
    }

    /** One that got none would have been held as well. */
    @Override
    public void borrowFailed(@Nullable Object source, Throwable thrown, long nanos, boolean opened) {
        ThreadState thread = threads.here();
        Unit unit = units.current();
        for (int i = 0; source != null && i < thread.leases.size(); i++) {
            Lender lender =
                    thread.leases.get(i).byHand ? null : thread.leases.get(i).lent();
            if (lender != null && lender.refersTo(source) && JdbcTypes.failure(thrown) != null) {
                int held = held(lender, unit, thread);
                if (held > 0) {
                    lender.alarm();
                    tell(surroundings.here(), outermost(lender, unit, thread), lender, held + 1);
                }
                return;
            }
        }
    }

    /** How many of that lender the thread holds in that unit of work. */
    static int held(Lender lender, Unit unit, ThreadState thread) {
        int held = 0;
        for (int i = 0; i < thread.leases.size(); i++) {
            held += isOf(thread.leases.get(i), lender, unit) ? 1 : 0;
        }
        return held;
    }

    private static Site outermost(Lender lender, Unit unit, ThreadState thread) {
        for (int i = 0; i < thread.leases.size(); i++) {
            if (isOf(thread.leases.get(i), lender, unit)) {
                return thread.leases.get(i).site();
            }
        }
        return Site.UNKNOWN;
    }

    private static boolean isOf(Lease lease, Lender lender, Unit unit) {
        return !lease.byHand && lease.lent() == lender && lease.unit == unit;
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

    private void tell(Origin origin, Site around, Lender lender, int held) {
        Target target = lender.target;
        long key = origin.site().hashCode() * 31L + System.identityHashCode(lender);
        if (target == null || !told.take(key, look())) {
            return;
        }
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
                            lender.maximum(late),
                            held,
                            around.place(),
                            set
                                    ? threads
                                    : Math.max(1, peaks.get(origin.unit().kind().ordinal())),
                            set ? surest : Known.PEAK));
        });
    }
}
