package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.identity.HandleIndex;
import dev.seaworthy.sensor.identity.WeakHandle;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What {@code PooledConnection} and {@code XAConnection} hand out, and which physical connection each of it stands for.
 * By contract there is one valid handle of a pooled connection at a time. Thread-safe, bounded.
 *
 * <p>Some drivers' pooled connections wrap a connection of their own that was never handed out: then the pooled one
 * stands for it, and statements are followed at the handle. Others wrap one that is followed anyway.
 */
public final class PooledHandles extends Part {

    private static final int SLOTS = 1 << 13;

    private final Leases leases;
    private final ConnectionReturns returns;
    private final Transactions transactions;
    private final ConnectionUses uses;
    private final HandleIndex<Alias> known;
    /** Spares everybody else the look. */
    private volatile boolean used;

    /** An object that stands for a physical connection. */
    static final class Alias extends WeakHandle {
        volatile @Nullable TrackedConnection physical;
    }

    public PooledHandles(
            Shared shared, Leases leases, ConnectionReturns returns, Transactions transactions, ConnectionUses uses) {
        super(shared);
        this.leases = leases;
        this.returns = returns;
        this.transactions = transactions;
        this.uses = uses;
        this.known = strong.keep(new HandleIndex<>(SLOTS));
    }

    /** The physical connection that it is, or stands for. */
    public @Nullable TrackedConnection physical(Object connection) {
        TrackedConnection tracked = connections.get(connection);
        if (tracked != null || !used) {
            return tracked;
        }
        Alias alias = known.find(connection);
        return alias == null ? null : alias.physical;
    }

    private void stands(Object one, TrackedConnection physical) {
        Alias alias = known.find(one);
        if (alias == null) {
            alias = new Alias();
            alias.physical = physical;
            alias.take(one);
            used = true;
            strong.takes();
            if (!known.add(alias)) {
                observations.count("jdbc.handle.unnamed", 1);
            }
        } else {
            alias.physical = physical;
        }
    }

    /** A pooled connection was made; {@code inside} was opened for it where that was seen. */
    void pooled(Object pooled, @Nullable TrackedConnection inside) {
        discovery.pooled(pooled.getClass());
        if (inside != null && connections.get(pooled) == null) {
            stands(pooled, inside);
        }
    }

    /** A pooled connection handed out {@code handle}: the physical connection behind it, null where it is not known. */
    @Nullable
    TrackedConnection handedOut(Object pooled, Object handle, ThreadState thread) {
        TrackedConnection physical = physical(pooled);
        if (physical == null) {
            return null;
        }
        Lease before = physical.lease;
        if (before != null && before.handle && before.isOpen() && !before.is(handle)) {
            // The driver has closed the handle before this one.
            leases.close(before, thread);
        }
        if (physical.refersTo(pooled)) {
            uses.touched(physical, null);
            renew(physical, handle);
        }
        return physical;
    }

    /** A handle was handed out that no pool lent; it may be the physical connection itself. */
    void lent(Object handle) {
        TrackedConnection itself = connections.get(handle);
        if (itself != null) {
            itself.lent = true;
        }
    }

    private void renew(TrackedConnection physical, Object handle) {
        WeakHandle before = physical.handle;
        if (before != null && before.is(handle) || connections.get(handle) != null) {
            return;
        }
        transactions.renew(physical);
        if (before instanceof Alias alias && alias.letGo()) {
            known.remove(alias);
        }
        stands(handle, physical);
        physical.handle = known.find(handle);
        discovery.handle(handle.getClass());
    }

    /** A connection is closed that is no physical one: a handle may be of the same class as its driver's connections. */
    void closed(Object connection, ThreadState thread) {
        Lease lease = thread.ending() == null ? leases.of(connection, thread) : null;
        if (lease != null) {
            leases.close(lease, thread);
            thread.tracked.count(TrackedThread.RETURNS);
        }
    }

    /** A physical connection ends, and with it the lease of its handle. */
    void ended(TrackedConnection physical, ThreadState thread) {
        Lease lease = physical.lease;
        if (lease != null && lease.handle && lease.isOpen() && lease.physical() == physical) {
            leases.close(lease, thread);
        }
    }

    /** A method begins of a handle that is a proxy. */
    public void invokes(Object handler, @Nullable Object method, @Nullable Object handle) {
        if (handle != null && method instanceof Method called && isClose(called)) {
            returns.proxyCloses(handler, handle);
        }
    }

    private static boolean isClose(Method method) {
        return method.getName().equals("close") && method.getParameterCount() == 0;
    }

    /** An {@code XAConnection} handed out its resource. */
    public void resource(Object pooled, @Nullable Object resource) {
        TrackedConnection physical = physical(pooled);
        if (physical != null && resource != null) {
            discovery.resource(resource.getClass());
            if (resource != pooled) {
                stands(resource, physical);
            }
        }
    }

    /** Lets go of what nobody can reach any more; agent's thread. */
    public void tick() {
        if (used) {
            known.each(alias -> {
                if (alias.isGone() && alias.letGo()) {
                    known.remove(alias);
                }
            });
        }
    }
}
