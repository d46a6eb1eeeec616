package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.jdbc.discover.Discovery;
import dev.seaworthy.sensor.jdbc.discover.HandleHooks;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.KnownClass;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.pool.Lenders;
import dev.seaworthy.sensor.jdbc.pool.Pools;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes;
import org.jspecify.annotations.Nullable;

/**
 * Calls that hand out connections, as they nest on each thread: the innermost that returns one is the physical open,
 * the outermost that throws is the refusal. Thread-safe.
 */
public final class ConnectionCalls {

    private final Discovery discovery;
    private final Pools pools;
    private final Lenders lenders;
    private final PhysicalOpens physicals;
    private final OpenConnections connections;
    private final PooledHandles handles;
    private final Leases leases;
    private final Threads threads;
    private final Watches watches;
    private final OpenAttempts opens = new OpenAttempts();

    public ConnectionCalls(
            Discovery discovery,
            Pools pools,
            Lenders lenders,
            PhysicalOpens physicals,
            OpenConnections connections,
            PooledHandles handles,
            Leases leases,
            Threads threads,
            Watches watches) {
        this.discovery = discovery;
        this.pools = pools;
        this.lenders = lenders;
        this.physicals = physicals;
        this.connections = connections;
        this.handles = handles;
        this.leases = leases;
        this.threads = threads;
        this.watches = watches;
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
        int op = discovery.kind(hook, self);
        ThreadState thread = threads.here();
        CallStack nest = thread.nest;
        CallStack.Frame frame = nest.pop(op, self);
        if (frame == null) {
            return;
        }
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
                        thread.nest.eachLender(outer -> pools.wraps(outer, by, thread.lastLender));
                    }
                    pools.borrowed(by, frame.opened, thread.lastLender);
                }
                if (!outermost && nest.lent(discovery)) {
                    opens.didNotBegin(frame.produced, thread);
                }
            }
            if (plain && !known.closesSeen) {
                thread.borrow.clear();
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
            borrow.clear(); // one whose close would be missed would seem to be held for ever
            return;
        }
        lent(thread, logical, lender == null ? null : thread.lender(lender, lenders));
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
        int op = discovery.kind(hook, self);
        ThreadState thread = threads.here();
        CallStack nest = thread.nest;
        CallStack.Frame frame = nest.pop(op, self);
        if (frame == null) {
            return;
        }
        opens.ended(thread);
        if (op == Hooks.OPEN && !nest.has(Hooks.OPEN) && JdbcTypes.isSqlException(thrown)) {
            physicals.refused(thrown, frame, nest);
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
            for (Watch watch : watches.all()) {
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
