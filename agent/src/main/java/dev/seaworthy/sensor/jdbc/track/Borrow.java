package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.BeatTimer;
import dev.seaworthy.sensor.jdbc.discover.HandleHooks;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.KnownClass;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.pool.Pools;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The outermost borrow that is under way on a thread, used again for the next. */
public final class Borrow {

    /** When it began; and when a statement of this thread ended last. */
    public final BeatTimer timer = new BeatTimer();

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

    /** It begins. */
    void begins(long opens) {
        clear();
        opensBefore = opens;
        timer.begins();
    }

    /** Whether nothing tells that it took any time worth mentioning. */
    boolean isQuick() {
        return !opened && timer.isQuick();
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
