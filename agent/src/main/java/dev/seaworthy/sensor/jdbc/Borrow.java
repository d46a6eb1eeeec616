package dev.seaworthy.sensor.jdbc;

import org.jspecify.annotations.Nullable;

/** The outermost borrow that is under way on a thread, used again for the next. */
final class Borrow {
    /** DataSource nearest to the database that is no physical connection's own; a known pool before others. */
    @Nullable
    Object lender;

    boolean known;
    /** What the outermost one that can be watched handed out, where another was made in it. */
    @Nullable
    Object logical;

    /** The physical connection that was handed out as it is. */
    @Nullable
    Tracked physical;

    /** The handle of a pooled connection that was handed out on the way, and the connection behind it. */
    @Nullable
    Object handle;

    @Nullable
    Tracked behind;

    boolean opened;
    long beganNanos;
    long opensBefore;

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
        opened = false;
    }

    /** Whether what is handed out by its outermost call, and is no physical connection, is all that there was in it. */
    boolean isPlain(Known type) {
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
            Known type,
            @Nullable Tracked itself,
            @Nullable Object by,
            Pools pools,
            PerThread thread) {
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
            return;
        }
        boolean proven = by != null && pools.isKnown(by, thread);
        if (logical == null || lender == null || proven && !known) {
            lender = by;
            known = proven;
        }
        logical = result;
    }
}
