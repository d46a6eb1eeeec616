package dev.seaworthy.context;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The attempts that a client makes for one call, as far as they follow each other to the same path. By one thread at once. */
public final class Tries {

    private static final int MOST = 8;

    private volatile int count;
    private @Nullable String path;
    private long last;
    /** From one begin to the next. */
    private long @Nullable [] gaps;

    void clear() {
        count = 0;
        path = null;
        gaps = null;
    }

    /**
     * An attempt begins.
     *
     * @param to where it goes; null if unknown
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one attempt after the other
    public void begins(@Nullable String to, long now) {
        if (to == null || !to.equals(path)) {
            path = to;
            count = to == null ? 0 : 1;
            last = now;
            return;
        }
        long[] known = gaps == null ? new long[MOST] : gaps;
        if (count - 1 < MOST) {
            known[count - 1] = now - last;
        }
        gaps = known;
        last = now;
        count++;
    }

    /** How many of the latest went to the same path. */
    public int count() {
        return count;
    }

    /** Nanoseconds between the begins of the first few of these. */
    public long[] gaps() {
        long[] known = gaps;
        return known == null ? new long[0] : Arrays.copyOf(known, Math.max(0, Math.min(MOST, count - 1)));
    }
}
