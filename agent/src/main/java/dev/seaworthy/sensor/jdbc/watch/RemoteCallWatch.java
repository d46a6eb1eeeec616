package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.RemoteCalled;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.TransactionEnded;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.pool.Openers;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.ThreadState;
import dev.seaworthy.sensor.jdbc.track.Threads;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.Transaction;
import dev.seaworthy.sensor.sql.Shape;
import java.util.List;

/** Tells of remote calls that are made while a connection is held, and of transactions that wait or undo what they sent. */
public final class RemoteCallWatch extends ReportingWatch implements RemoteCalls.Hears {

    private static final int MOST = 2_000;
    private final Threads threads;
    private final Bounded<Shape, Idleness> idlenesses;

    /** How many transactions of one kind there were, and how many of them were idle. Counted roughly, by many threads. */
    private static final class Idleness {
        private volatile int all;
        private volatile int idle;

        @SuppressWarnings("NonAtomicVolatileUpdate") // a few more or less do not matter
        boolean takes(boolean isIdle) {
            all++;
            if (!isIdle) {
                return false;
            }
            idle++;
            // A machine that is short of processor time lets any transaction wait now and then.
            return (long) idle * Limits.IDLE_ONE_IN >= all;
        }
    }

    public RemoteCallWatch(Workplace workplace, Threads threads) {
        super(workplace);
        this.idlenesses = new Bounded<>(MOST, "jdbc.transactions", observations);
        this.threads = threads;
    }

    @Override
    public void begins(Outbound call) {
        ThreadState thread = threads.here();
        thread.calls();
        if (call.hasSideEffects()) {
            for (int i = 0; i < thread.leases.size(); i++) {
                TrackedConnection physical = thread.leases.get(i).physical();
                if (physical != null && isOfThisUnit(thread.leases.get(i)) && physical.transaction.isOpen()) {
                    physical.transaction.changes(call.target());
                }
            }
        }
    }

    @Override
    public void ends(Outbound call) {
        if (!call.isAsync() && !call.isAbandoned()) {
            held(call, call.nanos());
        }
    }

    @Override
    public void waited(Outbound call, long nanos) {
        held(call, nanos);
    }

    /** This thread was held up by a call. */
    private void held(Outbound call, long nanos) {
        ThreadState thread = threads.here();
        Lease holder = null;
        boolean inTransaction = false;
        for (int i = 0; i < thread.leases.size(); i++) {
            Lease lease = thread.leases.get(i);
            TrackedConnection physical = lease.physical();
            boolean counts = isOfThisUnit(lease) && isInHand(lease, thread);
            if (physical != null && counts && !physical.target.database.embedded() && !inTransaction) {
                inTransaction = physical.transaction.isOpen();
                holder = holder == null || inTransaction ? lease : holder;
            }
        }
        TrackedConnection physical = holder == null ? null : holder.physical();
        if (holder == null || physical == null) {
            return;
        }
        if (inTransaction) {
            physical.transaction.called(nanos);
        }
        long place = surroundings.sites().calling(true);
        long key = place * 31 + (inTransaction ? 89 : 97);
        if (!told.take(key)) {
            return;
        }
        Lender lender = holder.lent();
        Site borrowed = holder.site();
        boolean transaction = inTransaction;
        Database database = physical.target.database;
        Origin origin = surroundings.at(surroundings.sites().at(place));
        String target = call.target();
        boolean sideEffects = call.hasSideEffects();
        boolean loopback = call.isLoopback();
        late.later(() -> {
            Place from = borrowed.place();
            told.tell(
                    key,
                    new RemoteCalled(
                            origin,
                            database,
                            target,
                            transaction,
                            sideEffects,
                            loopback,
                            nanos,
                            lender == null ? -1 : lender.maximum(late),
                            from == null ? "" : from.toString()));
        });
    }

    /** Whether transactions that begin to write like this one are idle often, and this one was. */
    private boolean isOften(Transaction transaction, boolean idle) {
        Shape shape = transaction.writes > 0 ? transaction.firstWrite : Shape.UNKNOWN;
        Idleness known = idlenesses.get(shape, any -> new Idleness());
        return known != null && known.takes(idle);
    }

    /** A thread may still have what it leaked in another unit of work. */
    private boolean isOfThisUnit(Lease lease) {
        return lease.unit.id() == units.current().id();
    }

    /**
     * Whether the thread works with it. What it opened without a pool, tried once and left beside others, or did not use
     * last, may be what a pool of the application's own keeps in reserve.
     */
    private static boolean isInHand(Lease lease, ThreadState thread) {
        TrackedConnection physical = lease.physical();
        if (!lease.byHand || physical == null) {
            return true;
        }
        if (lease.usedNanos() != thread.borrow.timer.lastNanos()
                || Openers.kind(physical.origin.site()) == ConnectionOpened.Opener.POOL) {
            return false;
        }
        int likewise = 0;
        for (int i = 0; i < thread.leases.size(); i++) {
            TrackedConnection other = thread.leases.get(i).physical();
            likewise += thread.leases.get(i).byHand && other != null && other.target == physical.target ? 1 : 0;
        }
        return lease.statements() > 1 || likewise == 1;
    }

    @Override
    public void transactionEnded(TrackedConnection on, boolean committed) {
        Transaction transaction = on.transaction;
        long open = System.nanoTime() - transaction.beganNanos;
        long idle = open - transaction.busyNanos;
        List<String> changed = transaction.changed;
        boolean often = isOften(transaction, idle >= Limits.IDLE_NANOS && !transaction.paging);
        boolean undone = !committed && !changed.isEmpty() && transaction.writes > 0;
        if (!often && !undone || on.target.database.embedded()) {
            return;
        }
        long place = surroundings.sites().calling(true);
        long key = place * 31 + (undone ? 101 : 103);
        if (told.take(key)) {
            told.tell(
                    key,
                    new TransactionEnded(
                            surroundings.at(surroundings.sites().at(place)),
                            on.target.database,
                            committed,
                            open,
                            often ? idle : Math.min(idle, Limits.IDLE_NANOS - 1),
                            undone ? List.copyOf(changed) : List.of()));
        }
    }
}
