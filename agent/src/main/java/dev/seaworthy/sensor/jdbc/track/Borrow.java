package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.Beat;
import dev.seaworthy.sensor.jdbc.discover.HandleHooks;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.KnownClass;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.pool.Pools;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The outermost borrow that is under way on a thread, used again for the next. */
public final class Borrow {

    private static final long SLOW_NANOS = 10_000_000;
    private static final int TIMED = 64;

    /** DataSource nearest to the database that is no physical connection's own; a known pool before others. */
    @Nullable
    Object lender;

    boolean known;
    /** What the outermost one that can be watched handed out, where another was made in it. */
    @Nullable
    Object logical;

    /** The physical connection that was handed out as it is. */
    @Nullable
    TrackedConnection physical;

    /** The handle of a pooled connection that was handed out on the way, and the connection behind it. */
    @Nullable
    Object handle;

    @Nullable
    TrackedConnection behind;

    boolean opened;
    /** The physical connection that was opened in it last. */
    @Nullable
    TrackedConnection made;

    long opensBefore;

    private long beat;
    private long beganNanos;
    /** Of so many borrows that follow a slow one the time is taken. */
    private int timed;

    private boolean exact;
    /** When a statement of this thread ended last. */
    private long ranNanos = Beat.NOW.nanos();

    /**
     * It begins. The clock would cost a fifth of all that a borrow costs, and most take no time: only a thread that had
     * to wait a while ago takes it, the others' time counts from the next beat on.
     */
    void begins(long opens) {
        clear();
        opensBefore = opens;
        beat = Beat.NOW.count();
        exact = timed > 0;
        if (exact) {
            timed--;
            beganNanos = System.nanoTime();
            Beat.NOW.at(beganNanos);
        }
    }

    /** Whether nothing tells that it took any time worth mentioning. */
    boolean isQuick() {
        return !exact && !opened && Beat.NOW.count() == beat;
    }

    /** How long it has surely taken; most often less than a twentieth of a second too little, where it was not timed. */
    long waited(long now) {
        long nanos = exact ? now - beganNanos : Beat.NOW.count() == beat ? 0 : now - Beat.NOW.after(beat);
        if (nanos > SLOW_NANOS) {
            timed = TIMED;
        }
        return nanos;
    }

    public void ran(long now) {
        ranNanos = now;
    }

    public long ranNanos() {
        return ranNanos;
    }

    /** About the time: not later than now, and not earlier than what the thread did last. */
    long lately() {
        long nanos = Beat.NOW.nanos();
        return nanos - ranNanos > 0 ? nanos : ranNanos;
    }

    void clear() {
        if (lender != null) {
            lender = null;
        }
        known = false;
        if (logical != null) {
            logical = null;
        }
        if (physical != null) {
            physical = null;
        }
        handle = null;
        behind = null;
        if (made != null) {
            made = null;
        }
        opened = false;
    }

    /** Whether what is handed out by its outermost call, and is no physical connection, is all that there was in it. */
    boolean isPlain(KnownClass type) {
        return type.isWeavable
                && type.isConnection
                && behind == null
                && logical == null
                && physical == null
                && lender == null;
    }

    /** One of the calls of a borrow, the inner before the outer, handed out {@code result}. */
    void lends(
            int op,
            Object result,
            KnownClass type,
            @Nullable TrackedConnection itself,
            @Nullable Object by,
            Pools pools,
            @Nullable Lender last) {
        if (itself != null) {
            if (logical == null) {
                physical = type.isConnection ? itself : null;
                lender = lender == null && op == Hooks.BORROW ? by : lender;
            }
            return;
        }
        if (op == HandleHooks.HANDLE) {
            logical = result;
            handle = result;
            return;
        }
        if (!type.isConnection) {
            physical = null; // it is inside of what is handed out, which lends nothing yet
            return;
        }
        if (op != Hooks.BORROW) {
            return;
        }
        if (result != logical && !type.isWeavable) {
            if (handle == logical) {
                logical = null; // whether the proxy's close closes the handle in it is not known
                physical = null;
            }
            boolean alone = logical == null && physical == null && handle == null;
            if (alone && Proxy.isProxyClass(result.getClass()) && by != null && pools.isKnown(by, last)) {
                logical = result; // a pool's own, of what it has had for long
                lender = by;
                known = true;
            }
            return;
        }
        boolean proven = by != null && pools.isKnown(by, last);
        if (logical == null || lender == null || proven && !known) {
            lender = by;
            known = proven;
        }
        logical = result;
    }
}
