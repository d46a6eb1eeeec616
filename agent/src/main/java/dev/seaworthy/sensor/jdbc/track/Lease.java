package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.ThreadTally;
import dev.seaworthy.sensor.identity.SeatedHandle;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The time from the borrow of a connection to its return; a connection opened without a pool is a lease of its own.
 *
 * <p>Written by the thread that borrowed. A lease may be used again after its end: who wants to keep one calls {@link
 * #keep} first, and {@link #number} tells one from the next. Fields are safe to read on the thread that is told of it,
 * and for the agent's thread.
 */
public final class Lease extends SeatedHandle {

    private static final AtomicLongFieldUpdater<Lease> USED =
            AtomicLongFieldUpdater.newUpdater(Lease.class, "usedNanos");
    private static final AtomicLongFieldUpdater<Lease> STATEMENTS =
            AtomicLongFieldUpdater.newUpdater(Lease.class, "statements");

    private volatile boolean kept;
    private volatile boolean lost;
    private volatile boolean abandoned;
    private volatile @Nullable TrackedConnection physical;
    private volatile @Nullable Lender lender;
    private long number;
    public Unit unit = Unit.NONE;
    Phase phase = Phase.JOB;
    /** Whether no pool lent it, as far as is known: the physical connection itself was handed out. */
    public boolean byHand;
    /** Whether it is the handle that a pooled connection handed out, which ends it when it hands out the next. */
    boolean handle;
    /** Whether it turned out that a pool had opened it for itself: then it was no lease, and ends. */
    public volatile boolean pooled;

    /** Whether a physical connection was opened, or tried to, inside the borrow or by anybody during it. */
    public boolean openedMeanwhile;

    public long waitNanos;
    public long beganNanos;
    private volatile long usedNanos;
    public volatile boolean usedElsewhere;
    public volatile boolean uncommitted;
    /** Where it was given back with writes that somebody may still commit. */
    public volatile @Nullable Site abandonedAt;

    /** Whether it may be held on purpose: for what lasts as long as its connection, or used in ways that nobody sees. */
    public volatile boolean onPurpose;
    /** Whether writes were committed in it, by the application. */
    public volatile boolean committed;

    private volatile long statements;
    private volatile @Nullable Site site;
    /** The ledger of what it did, where no unit of work is visible. */
    @Nullable
    UnitLedger work;

    /** It goes on as soon as it has {@linkplain #take taken} its connection. */
    void begin(TrackedThread by, long newNumber, @Nullable Lender from, Unit in, Phase during, long now) {
        if (unit != in) {
            unit = in;
        }
        if (phase != during) {
            phase = during;
        }
        number = newNumber;
        beganNanos = now;
        if (work != null) {
            work = null;
        }
        if (lender != from) {
            lender = from;
        }
        belongsTo(by);
        reset();
        USED.lazySet(this, now);
    }

    /** A volatile write, and one of a reference, costs as much as ten look-ups: only what differs is written. */
    private void reset() {
        if (usedElsewhere) {
            usedElsewhere = false;
        }
        if (uncommitted) {
            uncommitted = false;
        }
        if (abandonedAt != null) {
            abandonedAt = null;
        }
        if (committed) {
            committed = false;
        }
        if (onPurpose) {
            onPurpose = false;
        }
        if (pooled) {
            pooled = false;
        }
        if (statements != 0) {
            STATEMENTS.lazySet(this, 0);
        }
        if (physical != null) {
            physical = null;
        }
        if (lost) {
            lost = false;
        }
        if (site != null) {
            site = null;
        }
    }

    public void site(Site found) {
        site = found;
    }

    /** Where it was borrowed; {@link Site#UNKNOWN} where that was not looked at yet. See {@link Leases#place}. */
    public Site site() {
        Site known = site;
        return known == null ? Site.UNKNOWN : known;
    }

    boolean isSiteKnown() {
        return site != null;
    }

    /** Unlike any lease's before. */
    public long number() {
        return number;
    }

    /** What is known of the DataSource that it was borrowed from; null where there was none. */
    public @Nullable Lender lent() {
        return lender;
    }

    /** The physical connection; null until a statement ran on it, or where that was never certain. */
    public @Nullable TrackedConnection physical() {
        return physical;
    }

    void serves(TrackedConnection tracked) {
        physical = tracked;
    }

    /** When it was borrowed, or a statement ran in it last. */
    public long usedNanos() {
        return usedNanos;
    }

    public long statements() {
        return statements;
    }

    /** A statement ran. One thread at a time uses a connection. */
    void ran(long now) {
        USED.lazySet(this, now);
        STATEMENTS.lazySet(this, statements + 1);
    }

    public boolean isOpen() {
        return isHeld();
    }

    /** Whether its connection was collected without a close. */
    public boolean isLost() {
        return lost;
    }

    /** It was told of as kept after its work: it is kept, and remembered by its number. */
    public void abandon() {
        keep();
        abandoned = true;
    }

    public boolean isAbandoned() {
        return abandoned;
    }

    /** Keeps it from being used again: from now on it may be referred to for ever. */
    void keep() {
        kept = true;
    }

    /** How long it lasted so far. */
    public long heldNanos(long now) {
        return now - beganNanos;
    }

    /** Ends it; false where somebody else did. */
    boolean end(boolean collected) {
        if (collected) {
            lost = true;
        }
        return letGo();
    }

    /** After its end: whether it can be used again. */
    boolean clear() {
        // Its thread, lender and unit are most often those of its next use.
        if (physical != null) {
            physical = null;
        }
        return isReusable() && !kept;
    }

    /** When, where and in what it was borrowed. */
    public Origin origin(long millis) {
        ThreadTally by = thread();
        return new Origin(millis, phase, unit, site(), by == null ? 0 : by.id);
    }
}
