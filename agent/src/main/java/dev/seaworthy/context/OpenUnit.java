package dev.seaworthy.context;

import dev.seaworthy.observation.Unit;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work that has begun; what sensors keep of it until it ends is read by their {@link UnitSlot}. Thread-safe:
 * several threads may work for one unit at once.
 *
 * <p>Work that a unit handed over and that goes on after its end is a life of its own, of the same unit, which ends when
 * the thread that does it turns to something else: what a request's ledger says stays what the caller waited for.
 */
public final class OpenUnit {

    private static final AtomicReferenceFieldUpdater<OpenUnit, @Nullable Object[]> KEPT =
            AtomicReferenceFieldUpdater.newUpdater(OpenUnit.class, Object[].class, "kept");

    private static final @Nullable Object[] NOTHING = {};

    /** Of a unit that has ended; known by identity. */
    static final @Nullable Object[] ENDED = {};

    /** Outside of any unit. Nothing can be kept there. */
    static final OpenUnit NONE = new OpenUnit(Unit.NONE, null, false, true);

    private static final int FIRST_ERROR = 500;

    private final Unit unit;
    /** Whose end ends it. */
    final @Nullable Held owner;

    final boolean ordinary;
    /** Whether it goes on after the unit's end. */
    final boolean late;
    /** Whether there was no more room for it among those that others can join. */
    volatile boolean counted;

    /** By index of the slot; replaced as a whole, so that nothing is lost between two tenants that come at once. */
    volatile @Nullable Object[] kept;

    private volatile @Nullable RequestValues brought;
    private volatile int status;
    private volatile boolean escaped;
    private volatile boolean parted;
    private volatile long complained;
    private volatile @Nullable WeakReference<Throwable> failure;
    private boolean deferred;
    private boolean released;
    private volatile boolean ended;
    private final long beganNanos = System.nanoTime();

    OpenUnit(Unit unit, @Nullable Held owner, boolean ordinary, boolean late) {
        this.unit = unit;
        this.owner = owner;
        this.ordinary = ordinary;
        this.late = late;
        this.kept = owner == null ? ENDED : NOTHING;
    }

    public Unit unit() {
        return unit;
    }

    /** Whether it goes on after the unit's own end. */
    public boolean isLate() {
        return late;
    }

    /** When it began, by {@link System#nanoTime}. */
    public long beganNanos() {
        return beganNanos;
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

    /** The server says which status its response has, as far as it knows; the last one counts. 0 or less = it does not know. */
    public void answered(int said) {
        if (said > 0 && unit.isRequest()) {
            status = said;
        }
    }

    /** The status of the response, also after the end; 0 where no server has told, and for what is not a request. */
    public int status() {
        return status;
    }

    /** An exception got out of it, to its server. Not kept alive; the last one counts. */
    public void failed(Throwable thrown) {
        handled(thrown);
        escaped = owner != null;
    }

    /** An exception came to whoever makes a response of exceptions. Not kept alive; the last one counts. */
    public void handled(Throwable thrown) {
        if (owner != null) {
            failure = new WeakReference<>(thrown);
        }
    }

    /** The exception that failed it or was handled; null where none was seen. */
    public @Nullable Throwable failure() {
        WeakReference<Throwable> known = failure;
        return known == null ? null : known.get();
    }

    /** Whether its response says that the server is to blame, or there is none since an exception got out of it. */
    public boolean hasFailed() {
        return status >= FIRST_ERROR || status == 0 && escaped;
    }

    /** Somebody was told that something went wrong in it: a warning, a stack trace, a counter. */
    void complains(long now) {
        complained = now == 0 ? 1 : now;
    }

    /** When somebody was last told, as {@link System#nanoTime} has it; 0 = never. */
    long complained() {
        return complained;
    }

    /** Its thread lets go of it before its end: others work for it, of which some may be unknown. */
    public void part() {
        parted = true;
    }

    /** Whether nobody but the calling thread, on which it began, is likely to have worked for it. */
    public boolean isAtHome() {
        return !parted && owner != null && owner.isCurrent();
    }

    /** Keeps it at that index; false if what was kept is not {@code before} any more. */
    boolean add(@Nullable Object[] before, int index, Object what) {
        @Nullable Object[] after = Arrays.copyOf(before, Math.max(before.length, index + 1));
        after[index] = what;
        return KEPT.compareAndSet(this, before, after);
    }

    /** Takes all that is kept, once: from now on nothing is. */
    @Nullable
    Object[] takeKept() {
        return KEPT.getAndSet(this, ENDED);
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
        parted |= released;
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
