package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Holders;
import dev.seaworthy.sensor.Uses;
import dev.seaworthy.sensor.identity.WeakHandle;
import dev.seaworthy.sensor.jdbc.discover.KnownClass;
import dev.seaworthy.sensor.jdbc.source.Target;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * One physical connection, without keeping it alive: who opened it and which work used it. Thread-safe; a repeated touch
 * of the same unit takes no lock and allocates nothing.
 */
public final class TrackedConnection extends WeakReference<Object> {

    final long number;
    public final Target target;
    public final Origin origin;
    final long openedNanos = System.nanoTime();
    /** Which work used it. */
    public final Uses uses;

    private final KnownClass type;
    /** Whether its close will be seen: one that was opened while its class was being woven may end unseen. */
    final boolean closeSeen;

    public final Transaction transaction = new Transaction();
    /** The lease that it serves, or served last: check {@link Lease#isOpen} and {@link Lease#physical}. */
    public volatile @Nullable Lease lease;
    /** What it handed out last, where it is a pooled connection. */
    volatile @Nullable WeakHandle handle;

    /** The lease that it was itself, handed out by hand: check that it is {@linkplain Lease#is for it}. */
    volatile @Nullable Lease own;

    /** Who opened it, among those who hold connections of its database. */
    private volatile Holders.@Nullable Holder holder;

    /** Whether it was handed out by a pool as it is, so that its close gives it back. */
    public volatile boolean lent;

    /** How many statements are open, about: written by whoever uses it, without a lock. */
    public int openStatements;
    /** What {@link Watch} keeps of these once there are many. */
    public @Nullable Object statementsKept;

    /** Whether a network timeout is in force. */
    public volatile boolean networkTimeout;

    // Written by whoever uses it, one thread at a time unless it is shared, which is what they tell.
    public volatile long idleSince;
    /** When its database last answered to something else than a statement of the application's. 0 = never. */
    public volatile long heardNanos;

    public volatile long runner;
    public volatile long servedUnit;
    public volatile long servedBefore;
    public volatile int served;

    TrackedConnection(Object connection, long number, Target target, Origin origin, KnownClass type) {
        super(connection);
        this.number = number;
        this.target = target;
        this.origin = origin;
        this.uses = new Uses(number, origin);
        this.type = type;
        this.closeSeen = type.closesSeen;
    }

    /** Of its database. */
    public String product() {
        return target.database.product();
    }

    /** It is open, and counts among those of its database; how many these are now. */
    int opened() {
        Holders.Holder by = target.holders.of(origin.site());
        holder = by;
        return target.opened(by);
    }

    /** It is not open any more. */
    void closed() {
        Holders.Holder by = holder;
        if (by != null) { // else it was one too many to be counted
            holder = null;
            target.closed(by);
        }
    }

    /** How long nobody had heard of its database when a statement began, since it was opened at most. */
    public long quietNanos(long beganNanos) {
        long last = idleSince == 0 ? openedNanos : idleSince;
        long heard = heardNanos;
        return beganNanos - (heard != 0 && heard - last > 0 ? heard : last);
    }

    /** A touch inside a visible unit of work. */
    int usedIn(Unit unit, Units units) {
        return uses.isLast(unit) ? 0 : reached().in(unit, units);
    }

    /** A touch where no unit of work is visible. */
    int usedOutside(TrackedThread thread, Units units) {
        return uses.isLast(thread.trail) ? 0 : reached().outside(thread.id, thread.trail, units);
    }

    /** A hook in its class was reached. */
    Uses reached() {
        type.alive = true;
        return uses;
    }

    /** Whether its end may have been missed, or its class may lack its hooks. */
    public boolean isBlind() {
        return !closeSeen || !type.alive;
    }
}
