package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.sensor.identity.SeatIndex;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who holds which connection since when. Thread-safe, bounded. */
public final class Leases extends Part {

    private final UnitLedgers ledgers;
    private final SeatIndex<Lease> all;
    private final AtomicLong numbers = new AtomicLong();

    public Leases(Shared shared, UnitLedgers ledgers) {
        super(shared);
        this.ledgers = ledgers;
        this.all = strong.keep(new SeatIndex<>());
    }

    /** The outermost borrow of a thread handed out {@code logical}, or a physical connection itself. */
    void borrowed(
            ThreadState thread,
            @Nullable Object logical,
            @Nullable Lender lender,
            long now,
            long waited,
            boolean openedMeanwhile) {
        Borrow borrow = thread.borrow;
        TrackedConnection physical = borrow.physical;
        boolean byHand = logical == null;
        Object held = byHand ? physical == null || !physical.closeSeen ? null : physical.get() : logical;
        if (held == null || isLent(held, byHand ? physical : null, thread)) {
            return;
        }
        Lease lease = thread.leases.next();
        OpenUnit in = units.open();
        lease.begin(thread.tracked, thread.number(numbers), lender, in.unit(), units.phase(in.unit()), now);
        TrackedConnection behind = borrow.handle == null ? null : borrow.behind;
        lease.handle = !byHand && borrow.handle == logical;
        lease.byHand = byHand || lease.handle && lender == null;
        lease.openedMeanwhile = borrow.opened || openedMeanwhile;
        lease.waitNanos = waited;
        TrackedConnection serves = byHand ? physical : behind;
        if (serves != null) {
            lease.serves(serves);
            serves.lease = lease;
        }
        if (byHand && physical != null) {
            physical.own = lease;
            if (physical == borrow.made) {
                // Opened just now, and looked at: the same line.
                lease.site(physical.origin.site());
            }
        }
        if (!all.add(lease)) {
            observations.dropped("jdbc.borrow", 1);
            return;
        }
        lease.hold(held);
        thread.leases.takes(lease);
        strong.takes();
        if (lender != null) {
            lender.lent();
        }
        for (Watch watch : watches.borrowed) {
            watch.borrowed(lease, thread);
        }
    }

    /** Whether it goes on already: what a thread has, or what was handed out by hand. */
    private static boolean isLent(Object held, @Nullable TrackedConnection physical, ThreadState thread) {
        Lease own = physical == null ? null : physical.own;
        return thread.leases.find(held) != null || own != null && own.is(held);
    }

    /** Where a lease was borrowed: asked for on the borrowing thread, inside the call that told of it. */
    public void place(Lease lease) {
        if (!lease.isSiteKnown()) {
            lease.site(surroundings.sites().here());
        }
    }

    /** A statement ran on a physical connection: learns whose it is. */
    void ran(Execution execution, TrackedConnection on, ThreadState thread, long now) {
        Lease lease = on.lease;
        if (lease == null || !lease.isOpen() || lease.physical() != on) {
            lease = learn(on, thread);
        } else if (lease.byHand && (lease.thread() != thread.tracked || lease.handle && hasProxyWithout(thread))) {
            Lease borrowed = learn(on, thread);
            if (borrowed != null) {
                // Opened by a pool for itself, and lent to this thread: that was no lease.
                lease.pooled = true;
                end(lease, null, false);
                lease = borrowed;
            }
        }
        if (lease == null) {
            return;
        }
        execution.lease = lease;
        lease.ran(now);
        Lender lender = lease.lent();
        if (lender != null && lease.statements() == 1 && lender.target != on.target) {
            lender.target = on.target;
        }
        if (execution.shape.lasting() && !lease.onPurpose) {
            lease.onPurpose = true;
        }
        if (lease.thread() != thread.tracked && !lease.usedElsewhere) {
            lease.usedElsewhere = true;
        }
    }

    /**
     * Whether the thread borrowed a proxy, and it is not known of what: a pool that nobody knew as one when this thread
     * made its first handles hands them out so.
     */
    private static boolean hasProxyWithout(ThreadState thread) {
        int held = thread.leases.size();
        for (int i = 0; i < held; i++) {
            Lease lease = thread.leases.get(i);
            Object lent = lease.byHand || lease.physical() != null ? null : lease.object();
            if (lent != null && Proxy.isProxyClass(lent.getClass())) {
                return true;
            }
        }
        return false;
    }

    /** The one lease of this thread that serves no other connection; null where there are two, or none. */
    private @Nullable Lease learn(TrackedConnection on, ThreadState thread) {
        Lease found = null;
        int held = thread.leases.size();
        for (int i = 0; i < held; i++) {
            Lease lease = thread.leases.get(i);
            if (lease.physical() == null) {
                if (found != null) {
                    return null;
                }
                found = lease;
            }
        }
        if (found != null) {
            found.serves(on);
            on.lease = found;
        }
        return found;
    }

    /** The driver's own connection is asked for: what is done with it by methods of its own is not seen. */
    public void unwrapped(Object connection, ThreadState thread) {
        Lease lease = of(connection, thread);
        if (lease != null) {
            lease.onPurpose = true;
        }
    }

    /** A connection is being closed by this thread; the outermost close of a nest ends the lease. */
    void closing(Object logical, ThreadState thread) {
        Lease lease = thread.ending() == null ? of(logical, thread) : null;
        if (lease != null) {
            closing(lease, thread);
        }
    }

    /** The lease of a connection; null where it is none, or has ended. */
    public @Nullable Lease of(Object logical, ThreadState thread) {
        Lease own = thread.leases.find(logical);
        // Closed twice, or by another thread than the one that borrowed.
        return own == null ? all.find(logical) : own;
    }

    private void closing(Lease lease, ThreadState thread) {
        thread.ends(lease);
        thread.settle();
        TrackedConnection physical = lease.physical();
        if (physical != null
                && physical.transaction.isOpen()
                && !physical.transaction.branch
                && physical.transaction.writes > 0) {
            lease.uncommitted = true;
        }
        for (Watch watch : watches.returning) {
            watch.returning(lease);
        }
    }

    /** A lease ends without a close of its own that was seen. */
    void close(Lease lease, ThreadState thread) {
        if (thread.ending() == null) {
            closing(lease, thread);
            closed(thread);
        }
    }

    /** A physical connection that is a lease of its own was closed. */
    void closedItself(TrackedConnection tracked, Object physical, ThreadState thread) {
        Lease own = tracked.own;
        if (own != null && own.is(physical)) {
            close(own, thread);
        }
    }

    /** The close that {@link #closing} told of is over; false where it closed what was closed, or no lease. */
    boolean closed(ThreadState thread) {
        Lease lease = thread.ending();
        if (lease == null) {
            return false;
        }
        thread.ended();
        end(lease, thread, false);
        return true;
    }

    private void end(Lease lease, @Nullable ThreadState thread, boolean collected) {
        if (!lease.end(collected)) {
            return;
        }
        boolean own = thread != null && thread.leases.gives(lease);
        Lender from = lease.lent();
        if (from != null && collected) {
            from.loses();
        } else if (from != null) {
            from.tookBack();
        }
        for (Watch watch : watches.returned) {
            watch.returned(lease);
        }
        ledgers.ended(lease);
        boolean again = lease.clear() && own;
        if (!again || thread == null || thread.brief) {
            all.remove(lease);
        }
        if (!again && thread != null) {
            thread.leases.drops(lease);
        }
    }

    /** Leases that go on now, each kept from being used again; agent's thread. */
    public void each(Consumer<Lease> look) {
        all.each(look);
    }

    /** Finds connections that were collected without a close; agent's thread. */
    public void tick() {
        all.each(lease -> {
            if (lease.isGone()) {
                end(lease, null, true);
            }
        });
        all.tidy();
        strong.loosened(System.nanoTime()); // the rest follows at once
    }
}
