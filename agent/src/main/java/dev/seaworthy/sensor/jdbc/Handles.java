package dev.seaworthy.sensor.jdbc;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What {@code PooledConnection} and {@code XAConnection} hand out, and which physical connection each of it stands for.
 * By contract there is one valid handle of a pooled connection at a time. Thread-safe, bounded.
 *
 * <p>Some drivers' pooled connections wrap a connection of their own that was never handed out: then the pooled one
 * stands for it, and statements are followed at the handle. Others wrap one that is followed anyway.
 */
final class Handles {

    private static final int SLOTS = 1 << 13;
    /** A transaction branch is put aside, and goes on later. */
    private static final int SUSPEND = 0x02000000;

    private final Jdbc jdbc;
    final Roster<Alias> known = new Roster<>(SLOTS);
    /** Spares everybody else the look. */
    private volatile boolean used;

    /** An object that stands for a physical connection. */
    static final class Alias extends Handle {
        volatile @Nullable Tracked physical;
    }

    Handles(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** The physical connection that it is, or stands for. */
    @Nullable
    Tracked physical(Object connection) {
        Tracked tracked = jdbc.connections.get(connection);
        if (tracked != null || !used) {
            return tracked;
        }
        Alias alias = known.find(connection);
        return alias == null ? null : alias.physical;
    }

    private void stands(Object one, Tracked physical) {
        Alias alias = known.find(one);
        if (alias == null) {
            alias = new Alias();
            alias.physical = physical;
            alias.take(one);
            used = true;
            jdbc.leases.grip.takes();
            if (!known.add(alias)) {
                jdbc.observations.count("jdbc.handle.unnamed", 1);
            }
        } else {
            alias.physical = physical;
        }
    }

    /** A pooled connection was made; {@code inside} was opened for it where that was seen. */
    void pooled(Object pooled, @Nullable Tracked inside) {
        jdbc.discovery.pooled(pooled.getClass());
        if (inside != null && jdbc.connections.get(pooled) == null) {
            stands(pooled, inside);
        }
    }

    /** A pooled connection handed out {@code handle}: the physical connection behind it, null where it is not known. */
    @Nullable
    Tracked handedOut(Object pooled, Object handle, PerThread thread) {
        Tracked physical = physical(pooled);
        if (physical == null) {
            return null;
        }
        Lease before = physical.lease;
        if (before != null && before.handle && before.isOpen() && !before.is(handle)) {
            // The driver has closed the handle before this one.
            jdbc.leases.close(before, thread);
        }
        if (physical.refersTo(pooled)) {
            jdbc.touched(physical, null);
            renew(physical, handle);
        }
        return physical;
    }

    /** A handle was handed out that no pool lent; it may be the physical connection itself. */
    void lent(Object handle) {
        Tracked itself = jdbc.connections.get(handle);
        if (itself != null) {
            itself.lent = true;
        }
    }

    private void renew(Tracked physical, Object handle) {
        Handle before = physical.handle;
        if (before != null && before.is(handle) || jdbc.connections.get(handle) != null) {
            return;
        }
        jdbc.transactions.renew(physical);
        if (before instanceof Alias alias && alias.letGo()) {
            known.remove(alias);
        }
        stands(handle, physical);
        physical.handle = known.find(handle);
        jdbc.discovery.handle(handle.getClass());
    }

    /** A connection is closed that is no physical one: a handle may be of the same class as its driver's connections. */
    void closed(Object connection, PerThread thread) {
        Lease lease = thread.ending() == null ? jdbc.leases.of(connection, thread) : null;
        if (lease != null) {
            jdbc.leases.close(lease, thread);
            jdbc.calls.gaveBackItself();
        }
    }

    /** A physical connection ends, and with it the lease of its handle. */
    void ended(Tracked physical, PerThread thread) {
        Lease lease = physical.lease;
        if (lease != null
                && lease.handle
                && lease.isOpen()
                && lease.physical() == physical
                && thread.ending() == null) {
            jdbc.leases.close(lease, thread);
        }
    }

    /** Hooks that only handles have. */
    void entered(int op, Object a, @Nullable Object b, @Nullable Object c) {
        if (op != HandleHooks.INVOKE || c == null || !(b instanceof Method method) || !isClose(method)) {
            return;
        }
        PerThread thread = jdbc.calls.thread();
        // Another one's close that never said that it was over does not hide this one.
        boolean closes = thread.closingBy == null || thread.isClosingAnother(c);
        if (closes && jdbc.leases.of(c, thread) != null) {
            thread.closingBy = a;
            jdbc.calls.givingBack(c);
        }
    }

    private static boolean isClose(Method method) {
        return method.getName().equals("close") && method.getParameterCount() == 0;
    }

    void exited(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b) {
        if (op < HandleHooks.INVOKE) {
            jdbc.calls.returned(op, result, a);
            return;
        }
        Tracked physical = a == null || op == HandleHooks.INVOKE ? null : physical(a);
        switch (op) {
            case HandleHooks.INVOKE -> invoked(a);
            case HandleHooks.RESOURCE -> {
                if (physical != null && a != null && result != null) {
                    jdbc.discovery.resource(result.getClass());
                    if (result != a) {
                        stands(result, physical);
                    }
                }
            }
            case HandleHooks.BRANCH_BEGIN -> jdbc.transactions.branch(physical);
            case HandleHooks.BRANCH_END -> {
                if (!(b instanceof Integer flags && (flags & SUSPEND) != 0)) {
                    jdbc.transactions.branchLeft(physical);
                }
            }
            case HandleHooks.BRANCH_COMMIT -> jdbc.transactions.branchOver(physical, true);
            case HandleHooks.BRANCH_ROLLBACK -> jdbc.transactions.branchOver(physical, false);
            default -> {}
        }
    }

    /** A method of a handle that is a proxy is over, one way or the other. */
    void invoked(@Nullable Object handler) {
        PerThread thread = jdbc.calls.thread();
        if (handler != null && thread.closingBy == handler) {
            thread.closingBy = null;
            jdbc.calls.gaveBack();
        }
    }

    /** Lets go of what nobody can reach any more; agent's thread. */
    void tick() {
        if (used) {
            known.each(alias -> {
                if (alias.isGone() && alias.letGo()) {
                    known.remove(alias);
                }
            });
        }
    }
}
