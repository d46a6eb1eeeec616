package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.jdbc.discover.HandleHooks;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.KnownClass;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.pool.Lenders;
import dev.seaworthy.sensor.jdbc.pool.Pools;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Calls that hand out connections, as they nest on each thread: the innermost that returns one is the physical open,
 * the outermost that throws is the refusal. Thread-safe.
 */
public final class ConnectionCalls extends Part {

    private final Pools pools;
    private final Lenders lenders;
    private final PhysicalOpens physicals;
    private final PooledHandles handles;
    private final Leases leases;
    private final OpenAttempts opens = new OpenAttempts();

    public ConnectionCalls(
            Shared shared,
            Pools pools,
            Lenders lenders,
            PhysicalOpens physicals,
            PooledHandles handles,
            Leases leases) {
        super(shared);
        this.pools = pools;
        this.lenders = lenders;
        this.physicals = physicals;
        this.handles = handles;
        this.leases = leases;
    }

    /** A pool that is no DataSource handed out a connection. */
    public void served(@Nullable Object pool, @Nullable Object connection) {
        TrackedConnection tracked = connection == null ? null : connections.get(connection);
        if (pool != null && tracked != null) {
            pools.served(pool, tracked.target.database);
        }
    }

    public void begin(int hook, @Nullable Object self, @Nullable Object b, @Nullable Object c) {
        int op = discovery.kind(hook, self);
        ThreadState thread = threads.here();
        if (thread.nest.isEmpty()) {
            opens.ended(thread);
            // An open of somebody else that goes on now may end before this borrow does.
            thread.borrow.begins(opens.before());
        }
        if (op == Hooks.OPEN) {
            opens.begins(thread);
        }
        thread.nest.push(op, self, b, c, thread.lastLender);
    }

    public void returned(int hook, @Nullable Object result, @Nullable Object self) {
        ThreadState thread = threads.here();
        CallStack nest = thread.nest;
        CallStack.Frame frame = nest.pop(discovery.kind(hook, self), self);
        if (frame == null) {
            return;
        }
        int op = frame.op;
        opens.ended(thread);
        Object by = frame.self();
        Class<?> type = result == null ? null : result.getClass();
        KnownClass known = type == null ? null : discovery.of(type);
        if (result != null && known != null && known.isHandedOut) {
            boolean physical = op == HandleHooks.HANDLE
                    ? connections.get(result) != null
                    : op == Hooks.OPEN && !frame.lent || known.physical;
            if (!frame.produced && physical) {
                physicals.handedOut(result, frame, thread);
            }
            if (op == HandleHooks.HANDLE && by != null) {
                thread.borrow.behind = handles.handedOut(by, result, thread);
            } else if (!known.isConnection) {
                handles.pooled(result, frame.made);
            }
            TrackedConnection tracked = known.physical ? connections.get(result) : null;
            boolean outermost = nest.isEmpty();
            // One call and no other in it: by far the most borrows.
            boolean plain = outermost && op == Hooks.BORROW && tracked == null && thread.borrow.isPlain(known);
            if (!plain) {
                thread.borrow.lends(op, result, known, tracked, by, pools, thread.lastLender);
            }
            if (op == Hooks.BORROW) {
                if (outermost) {
                    counts(result, known, tracked, frame.produced, by, thread);
                }
                if (by != null) {
                    if (!outermost) {
                        boolean opened = frame.opened != null;
                        thread.nest.eachLender(outer -> pools.wraps(outer, by, opened, thread.lastLender));
                    }
                    pools.borrowed(by, frame.opened, tracked != null, thread.lastLender);
                }
                if (!outermost && nest.lent(discovery)) {
                    opens.didNotBegin(frame.produced, thread);
                }
            }
            if (plain && !known.closesSeen) {
                unseen(thread.borrow);
            } else if (plain) {
                Lender from = frame.lender();
                lent(thread, result, from == null && by != null ? thread.lender(by, lenders) : from);
            } else if (outermost && (op != HandleHooks.HANDLE || thread.returning == 0)) {
                // A pool that takes a connection back may try it.
                lent(thread);
                if (op == HandleHooks.HANDLE) {
                    handles.lent(result);
                    thread.tracked.count(TrackedThread.BORROWS);
                }
            }
        }
        frame.clear();
    }

    /**
     * Counts a borrow. What is no pool hands out a connection that it opened: HikariCP's inner DataSource, for one. That
     * is counted as opened, and as closed in the end.
     */
    private void counts(
            Object result,
            KnownClass type,
            @Nullable TrackedConnection physical,
            boolean produced,
            @Nullable Object lender,
            ThreadState thread) {
        if (physical == null) {
            discovery.lent(result, type);
        } else if (!produced || lender != null && pools.isKnown(lender, thread.lastLender)) {
            physical.lent = true;
        } else {
            return;
        }
        thread.tracked.count(TrackedThread.BORROWS);
    }

    private void lent(ThreadState thread) {
        Borrow borrow = thread.borrow;
        Object logical = borrow.logical;
        Object lender = borrow.lender;
        if (logical != null && !discovery.lent(logical, discovery.of(logical.getClass()))) {
            unseen(borrow);
            return;
        }
        lent(thread, logical, lender == null ? null : thread.lender(lender, lenders));
    }

    /** One whose close would be missed would seem to be held for ever: most often the first of a class, or few. */
    private void unseen(Borrow borrow) {
        borrow.clear();
        observations.dropped("jdbc.first-borrow", 1);
    }

    private void lent(ThreadState thread, @Nullable Object logical, @Nullable Lender lender) {
        Borrow borrow = thread.borrow;
        boolean meanwhile = opens.wentOnSince(borrow.opensBefore);
        boolean quick = borrow.isQuick();
        long now = quick ? borrow.timer.lately() : System.nanoTime();
        long waited = quick ? 0 : borrow.timer.waited(now);
        try {
            leases.borrowed(thread, logical, lender, now, waited, meanwhile);
        } finally {
            borrow.clear();
        }
    }

    public void failed(int hook, Throwable thrown, @Nullable Object self) {
        ThreadState thread = threads.here();
        CallStack nest = thread.nest;
        CallStack.Frame frame = nest.pop(discovery.kind(hook, self), self);
        if (frame == null) {
            return;
        }
        int op = frame.op;
        opens.ended(thread);
        Failure said = op == Hooks.OPEN && !nest.has(Hooks.OPEN) ? JdbcTypes.failure(thrown) : null;
        if (said != null) {
            physicals.refused(said, frame, nest);
        }
        Borrow borrow = thread.borrow;
        if (op == Hooks.BORROW && borrow.lender == null) {
            borrow.lender = frame.self();
        }
        frame.clear();
        if (nest.isEmpty()) {
            long waited = borrow.timer.waited(System.nanoTime());
            Object lender = borrow.lender;
            boolean opened = borrow.opened;
            borrow.clear();
            for (Watch watch : watches.all) {
                watch.borrowFailed(lender, thrown, waited, opened);
            }
        }
    }

    /** A connection has said whether it works. */
    public void tried(@Nullable Object connection) {
        threads.here().asked();
        TrackedConnection on = connection == null ? null : connections.get(connection);
        if (on != null) {
            on.heardNanos = System.nanoTime();
        }
    }
}
