package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Units;
import dev.seaworthy.context.WeakIdentityMap;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who holds which connection since when. Thread-safe, bounded. */
final class Leases {

    private static final int LENDERS = 1_000;

    private final Jdbc jdbc;
    private final Units units;
    final Berths all = new Berths();
    final Grip grip;
    private final AtomicLong numbers = new AtomicLong();
    private final WeakIdentityMap<Lender> lenders = new WeakIdentityMap<>(LENDERS);

    Leases(Jdbc jdbc, Units units) {
        this.jdbc = jdbc;
        this.units = units;
        this.grip = new Grip(jdbc);
    }

    /** The outermost borrow of a thread handed out {@code logical}, or a physical connection itself. */
    void borrowed(
            PerThread thread,
            @Nullable Object logical,
            @Nullable Lender lender,
            long now,
            long waited,
            boolean openedMeanwhile) {
        Borrow borrow = thread.borrow;
        Tracked physical = borrow.physical;
        boolean byHand = logical == null;
        Object held = byHand ? physical == null || !physical.isCloseSeen() ? null : physical.get() : logical;
        if (held == null || isLent(held, byHand ? physical : null, thread)) {
            return;
        }
        Lease lease = thread.next();
        OpenUnit in = units.open();
        lease.begin(thread, thread.number(numbers), lender, in.unit(), units.phase(in.unit()), now);
        Tracked behind = borrow.handle == null ? null : borrow.behind;
        lease.handle = !byHand && borrow.handle == logical;
        lease.byHand = byHand || lease.handle && lender == null;
        lease.openedInside = borrow.opened;
        lease.openedMeanwhile = borrow.opened || openedMeanwhile;
        lease.waitNanos = waited;
        Tracked serves = byHand ? physical : behind;
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
        if (lease.berth < 0 && !all.add(lease)) {
            jdbc.observations.dropped("jdbc.borrow", 1);
            return;
        }
        lease.hold(held);
        thread.takes(lease);
        grip.takes();
        if (lender != null) {
            lender.lent();
        }
        count(in);
        for (Follower follower : jdbc.hearing.borrowed) {
            follower.borrowed(lease);
        }
    }

    /** Whether it goes on already: what a thread has, or what was handed out by hand. */
    private static boolean isLent(Object held, @Nullable Tracked physical, PerThread thread) {
        Lease own = physical == null ? null : physical.own;
        return thread.find(held) != null || own != null && own.is(held);
    }

    private void count(OpenUnit in) {
        Work work = jdbc.works.begun(in);
        if (work != null) {
            synchronized (work) {
                work.leases++;
            }
        }
    }

    Lender lender(Object lender, PerThread thread) {
        Lender last = thread.lastLender;
        if (last != null && last.refersTo(lender)) {
            return last;
        }
        Lender known = known(lender);
        thread.lastLender = known;
        return known;
    }

    /** What is known of a DataSource that lent a connection before; null where it never did. */
    @Nullable
    Lender lender(Object source) {
        return lenders.get(source);
    }

    private Lender known(Object source) {
        Lender known = lenders.get(source);
        if (known == null) {
            known = new Lender(source);
            if (!lenders.put(source, known)) {
                jdbc.observations.dropped("jdbc.pools", 1);
            }
        }
        return known;
    }

    /** Where a lease was borrowed: asked for on the borrowing thread, inside the call that told of it. */
    void place(Lease lease) {
        if (!lease.isSiteKnown()) {
            lease.site(jdbc.surroundings.sites().here());
        }
    }

    /** A statement ran on a physical connection: learns whose it is. */
    void ran(Execution execution, Tracked on, PerThread thread, long now) {
        Lease lease = on.lease;
        if (lease == null || !lease.isOpen() || lease.physical() != on) {
            lease = learn(on, thread);
        } else if (lease.byHand && (lease.thread() != thread || lease.handle && hasProxyWithout(thread))) {
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
        if (execution.shape.lasting() && !lease.onPurpose) {
            lease.onPurpose = true;
        }
        if (lease.thread() != thread && !lease.usedElsewhere) {
            lease.usedElsewhere = true;
        }
    }

    /**
     * Whether the thread borrowed a proxy, and it is not known of what: a pool that nobody knew as one when this thread
     * made its first handles hands them out so.
     */
    private static boolean hasProxyWithout(PerThread thread) {
        int held = thread.leases();
        for (int i = 0; i < held; i++) {
            Lease lease = thread.lease(i);
            Object lent = lease.byHand || lease.physical() != null ? null : lease.object();
            if (lent != null && Proxy.isProxyClass(lent.getClass())) {
                return true;
            }
        }
        return false;
    }

    /** The one lease of this thread that serves no other connection; null where there are two, or none. */
    private @Nullable Lease learn(Tracked on, PerThread thread) {
        Lease found = null;
        int held = thread.leases();
        for (int i = 0; i < held; i++) {
            Lease lease = thread.lease(i);
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
    void unwrapped(Object connection, PerThread thread) {
        Lease lease = of(connection, thread);
        if (lease != null) {
            lease.onPurpose = true;
        }
    }

    /** A connection is being closed by this thread; the outermost close of a nest ends the lease. */
    void closing(Object logical, PerThread thread) {
        Lease lease = thread.ending() == null ? of(logical, thread) : null;
        if (lease != null) {
            closing(lease, thread);
        }
    }

    /** The lease of a connection; null where it is none, or has ended. */
    @Nullable
    Lease of(Object logical, PerThread thread) {
        Lease own = thread.find(logical);
        // Closed twice, or by another thread than the one that borrowed.
        return own == null ? all.find(logical) : own;
    }

    private void closing(Lease lease, PerThread thread) {
        thread.ends(lease);
        thread.settle();
        Tracked physical = lease.physical();
        if (physical != null
                && physical.transaction.isOpen()
                && !physical.transaction.isBranch()
                && physical.transaction.writes > 0) {
            lease.uncommitted = true;
        }
        for (Follower follower : jdbc.hearing.returning) {
            follower.returning(lease);
        }
    }

    /** A lease ends without a close of its own that was seen. */
    void close(Lease lease, PerThread thread) {
        if (thread.ending() == null) {
            closing(lease, thread);
            closed(thread);
        }
    }

    /** A physical connection that is a lease of its own was closed. */
    void closedItself(Tracked tracked, Object physical, PerThread thread) {
        Lease own = tracked.own;
        if (thread.ending() == null && own != null && own.is(physical)) {
            closing(own, thread);
            closed(thread);
        }
    }

    /** The close that {@link #closing} told of is over; false where it closed what was closed, or no lease. */
    boolean closed(PerThread thread) {
        Lease lease = thread.ending();
        if (lease == null) {
            return false;
        }
        thread.ended();
        end(lease, thread, false);
        return true;
    }

    private void end(Lease lease, @Nullable PerThread thread, boolean collected) {
        if (!lease.end(collected)) {
            return;
        }
        boolean own = thread != null && thread.gives(lease);
        Lender from = lease.lent();
        if (from != null && collected) {
            from.loses();
        } else if (from != null) {
            from.tookBack();
        }
        for (Follower follower : jdbc.hearing.returned) {
            follower.returned(lease);
        }
        jdbc.works.ended(lease);
        boolean again = lease.clear() && own;
        if (!again || thread == null || thread.brief) {
            all.remove(lease);
        }
        if (!again && thread != null) {
            thread.drops(lease);
        }
    }

    /** Leases that go on now, each kept from being used again; agent's thread. */
    void each(Consumer<Lease> look) {
        all.each(look);
    }

    /** Finds connections that were collected without a close; agent's thread. */
    void tick() {
        all.each(lease -> {
            if (lease.isGone()) {
                end(lease, null, true);
            }
        });
        all.tidy();
        grip.loosened(System.nanoTime()); // the rest follows at once
    }
}
