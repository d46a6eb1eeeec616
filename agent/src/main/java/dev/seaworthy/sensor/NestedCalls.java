package dev.seaworthy.sensor;

import dev.seaworthy.context.Beat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The calls of one kind that a thread is in, by what they are made to: one may make another. Only that thread touches it. */
public final class NestedCalls {

    /** What never says that it is over is forgotten after so long: it may have had no room on the stack to say it. */
    public static final long LONGEST_NANOS = 300_000_000_000L;

    private static final int DEEPEST = 32;

    private @Nullable Object[] calls = new Object[4];
    private int size;
    /** When the outermost began, as {@link Beat} has it. */
    private long since;

    /** Enters one; whether it is the outermost. */
    public boolean enters(Object self) {
        return enters(self, Beat.NOW.nanos());
    }

    public boolean enters(Object self, long now) {
        if (size > 0 && now - since > LONGEST_NANOS) {
            settle();
        }
        if (size >= DEEPEST) {
            return false;
        }
        if (size == calls.length) {
            calls = Arrays.copyOf(calls, size * 2);
        }
        if (size == 0) {
            since = now;
        }
        calls[size++] = self;
        return size == 1;
    }

    /** Leaves it, and whatever inside it never said that it ended; whether it was the outermost. */
    public boolean leaves(@Nullable Object self) {
        for (int i = size - 1; i >= 0; i--) {
            if (self == null || calls[i] == self) {
                Arrays.fill(calls, i, size, null);
                size = i;
                return i == 0;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Forgets calls that never said that they ended: nothing can be running now. */
    public void settle() {
        if (size > 0) {
            Arrays.fill(calls, 0, size, null);
            size = 0;
        }
    }
}
