package dev.seaworthy.context;

import dev.seaworthy.observation.Unit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work that goes on, and what one sensor keeps of it until it ends. Thread-safe: a unit may go on in several
 * threads at once.
 *
 * <p>Work that a unit handed over and that goes on after its end is a life of its own, of the same unit, which ends when
 * the thread that does it turns to something else: what a request's ledger says stays what the caller waited for.
 */
public final class OpenUnit {

    private static final AtomicReferenceFieldUpdater<OpenUnit, Object> KEPT =
            AtomicReferenceFieldUpdater.newUpdater(OpenUnit.class, Object.class, "kept");

    /** Outside of any unit. Nothing can be kept there. */
    static final OpenUnit NONE = new OpenUnit(Unit.NONE, null, false, true);

    private final Unit unit;
    /** Whose end ends it. */
    final @Nullable Held owner;

    final boolean ordinary;
    /** Whether it goes on after the unit's end. */
    final boolean late;
    /** Whether there was no more room for it among those that others can join. */
    volatile boolean counted;

    private volatile @Nullable Object kept;
    private volatile @Nullable RequestValues brought;
    private boolean deferred;
    private boolean released;
    private volatile boolean ended;

    OpenUnit(Unit unit, @Nullable Held owner, boolean ordinary, boolean late) {
        this.unit = unit;
        this.owner = owner;
        this.ordinary = ordinary;
        this.late = late;
    }

    public Unit unit() {
        return unit;
    }

    /** Whether it goes on after the unit's own end. */
    public boolean isLate() {
        return late;
    }

    public boolean isEnded() {
        return ended;
    }

    /** Learns what came with it, the first time that somebody knows. */
    public void bring(RequestValues values) {
        if (unit.isRequest() && !ended && brought == null) {
            brought = values;
        }
    }

    /** What came with it; null where no server has told, or it has ended. */
    public @Nullable RequestValues brought() {
        return brought;
    }

    /** What came with it is not to be read any more: the server's thread lets go of the object that it is read from. */
    public void forget() {
        brought = null;
    }

    /** What is kept; null where nothing is, or where the unit has ended. */
    public @Nullable Object kept() {
        return kept;
    }

    /** Keeps it where nothing is kept yet; false where there is something, or the unit has ended. */
    public boolean keep(Object what) {
        if (ended || !KEPT.compareAndSet(this, null, what)) {
            return false;
        }
        // It may have ended in between: who takes it back first has it.
        return !ended || !KEPT.compareAndSet(this, what, null);
    }

    /** Takes what is kept, once. */
    public @Nullable Object take() {
        return kept == null ? null : KEPT.getAndSet(this, null);
    }

    /** Its thread lets go of it, but it ends later, on whatever thread. */
    synchronized void defer() {
        deferred = true;
    }

    /** Its thread lets go of it; whether that ends it. */
    synchronized boolean release() {
        released = true;
        return !deferred && end();
    }

    /** What it was deferred for is over; whether that ends it. */
    synchronized boolean complete() {
        deferred = false;
        return released && end();
    }

    /** Whether its thread died within it, so that nobody will end it. */
    synchronized boolean isOrphan() {
        return !released && owner != null && owner.isGone();
    }

    private boolean end() {
        boolean first = !ended;
        ended = true;
        brought = null;
        return first;
    }
}
