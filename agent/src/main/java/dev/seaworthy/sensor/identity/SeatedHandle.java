package dev.seaworthy.sensor.identity;

import dev.seaworthy.sensor.ThreadTally;
import org.jspecify.annotations.Nullable;

/** A handle that its thread uses again and again, for one object after the other, and that keeps its place meanwhile. */
public abstract class SeatedHandle extends WeakHandle {

    /** Its place among all ({@link SeatIndex}), -1 where it has none. */
    int seat = -1;

    private volatile @Nullable ThreadTally thread;

    /** Whose it is now; a volatile write costs as much as ten look-ups, so only what differs is written. */
    protected final void belongsTo(ThreadTally taker) {
        if (thread != taker) {
            thread = taker;
        }
    }

    public final @Nullable ThreadTally thread() {
        return thread;
    }
}
