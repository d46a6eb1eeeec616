package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Holders;
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

    static final int FIRST_IN_UNIT = 1;
    static final int REUSED = 2;

    /** Other connections that a thread must have used in between before a return counts as reuse. */
    private static final int OTHERS_IN_BETWEEN = 3;

    final long number;
    public final Target target;
    public final Origin origin;
    final long openedNanos = System.nanoTime();
    private final KnownClass type;
    private final boolean closeSeen;

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
    public volatile int served;
    public volatile long servedBy;
    public volatile boolean servedByMany;

    private volatile Unit lastUnit = Unit.NONE;
    private volatile long wroteIn;
    private volatile boolean ended;
    private int uses;
    private boolean reused;
    private long user = -1;
    private int handovers;
    private long mark;

    TrackedConnection(Object connection, long number, Target target, Origin origin, KnownClass type) {
        super(connection);
        this.number = number;
        this.target = target;
        this.origin = origin;
        this.type = type;
        this.closeSeen = type.closesSeen;
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
        return lastUnit.id() == unit.id() ? 0 : newUnit(unit, units);
    }

    private synchronized int newUnit(Unit unit, Units units) {
        type.alive = true;
        boolean fromOutside = user >= 0 && lastUnit == Unit.NONE;
        boolean fromAnotherUnit =
                origin.unit().isVisible() && origin.unit().id() != unit.id() && !units.isOpen(origin.unit());
        lastUnit = unit;
        uses++;
        // Used by the opener before any unit began (a first SELECT 1) is no use by a unit of work.
        boolean second = uses >= 2 || fromAnotherUnit || fromOutside && user != origin.thread();
        return FIRST_IN_UNIT | reuseIf(second);
    }

    /** A touch where no unit of work is visible: the connection's own life counts as one, until it is shared. */
    int usedOutside(TrackedThread thread, Units units) {
        return thread.touched == number ? 0 : newUser(thread, units);
    }

    private synchronized int newUser(TrackedThread thread, Units units) {
        long id = thread.id;
        type.alive = true;
        thread.touched = number;
        thread.switches++;
        Unit before = lastUnit.isVisible() ? lastUnit : origin.unit();
        boolean second = false;
        if (before.isVisible()) {
            second = !units.isOpen(before);
        } else if (user >= 0 && user != id) {
            // Opened and tried by one thread, then handed to its worker: still one piece of work.
            second = ++handovers >= 2 || user != origin.thread();
        } else if (user == id) {
            second = thread.switches - mark >= OTHERS_IN_BETWEEN;
        }
        user = id;
        mark = thread.switches;
        uses = Math.max(uses, 1);
        return reuseIf(second);
    }

    /** Handed out again although it had been closed: the close had only given it back. */
    synchronized boolean revive() {
        if (!ended) {
            return false;
        }
        ended = false;
        uses = Math.max(uses, 1);
        return reuseIf(true) != 0;
    }

    private int reuseIf(boolean second) {
        if (!second || reused) {
            return 0;
        }
        reused = true;
        uses = Math.max(uses, 2);
        return REUSED;
    }

    /** Whether this is the first write of that unit here. */
    boolean wroteIn(Unit unit) {
        if (wroteIn == unit.id()) {
            return false;
        }
        wroteIn = unit.id();
        return true;
    }

    /** Ends it; false where it had ended before. */
    synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    /** A hook in its class was reached. */
    void reached() {
        type.alive = true;
    }

    /** Whether its close will be seen: one that was opened while its class was being woven may end unseen. */
    boolean isCloseSeen() {
        return closeSeen;
    }

    /** Whether its end may have been missed; or no hook in its class was ever reached. */
    public boolean isBlind() {
        return !closeSeen || !type.alive;
    }

    public synchronized int uses() {
        return uses;
    }
}
