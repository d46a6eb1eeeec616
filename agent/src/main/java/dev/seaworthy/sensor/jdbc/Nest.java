package dev.seaworthy.sensor.jdbc;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one thread that may hand out a connection and have not returned yet. Holds the application's objects only
 * while the call is on the stack; frames are used again.
 */
final class Nest {

    private static final int DEEPEST = 64;
    private static final long LONGEST_NANOS = 600_000_000_000L;

    private Frame[] frames = new Frame[0];
    private int depth;

    /** One call. */
    static final class Frame {
        int op;

        @Nullable
        Object self;

        @Nullable
        Object b;

        @Nullable
        Object c;

        long nanos;
        /** Whether a call inside it made a connection. */
        boolean produced;
        /** The database of the connection that a call inside it made. */
        Targets.@Nullable Target opened;

        void clear() {
            self = null;
            b = null;
            c = null;
            opened = null;
        }
    }

    void push(int op, @Nullable Object self, @Nullable Object b, @Nullable Object c) {
        long now = op == Hooks.OPEN ? System.nanoTime() : 0;
        if (now != 0 && depth > 0 && frames[0].nanos != 0 && now - frames[0].nanos > LONGEST_NANOS) {
            // A call that never said that it returned, on a stack that had no room left for it.
            forget(0);
        }
        if (depth >= DEEPEST) {
            // Deeper than any driver: a loop. What is below still pops by name.
            return;
        }
        if (depth == frames.length) {
            frames = Arrays.copyOf(frames, depth + 4);
            for (int i = depth; i < frames.length; i++) {
                frames[i] = new Frame();
            }
        }
        Frame frame = frames[depth++];
        frame.op = op;
        frame.self = self;
        frame.b = b;
        frame.c = c;
        frame.produced = false;
        frame.opened = null;
        frame.nanos = now;
    }

    /**
     * Takes off the call that returned, and whatever above it never said that it did. Null where it is not there.
     *
     * @param self null where the woven method no longer knows it
     */
    @Nullable
    Frame pop(int op, @Nullable Object self) {
        for (int i = depth - 1; i >= 0; i--) {
            Frame frame = frames[i];
            if (frame.op == op && (self == null || frame.self == self)) {
                forget(i + 1);
                depth = i;
                return frame;
            }
        }
        return null;
    }

    private void forget(int from) {
        for (int above = depth - 1; above >= from; above--) {
            frames[above].clear();
        }
        depth = from;
    }

    /** A physical connection was made inside all the calls that are still open. */
    void produced(Targets.Target target) {
        for (int i = 0; i < depth; i++) {
            frames[i].produced = true;
            frames[i].opened = target;
        }
    }

    boolean isEmpty() {
        return depth == 0;
    }

    boolean has(int op) {
        for (int i = 0; i < depth; i++) {
            if (frames[i].op == op) {
                return true;
            }
        }
        return false;
    }

    /** The nearest call around the one just popped, 0 = the innermost; null where there is none. */
    @Nullable
    Frame around(int steps) {
        int at = depth - 1 - steps;
        return at < 0 ? null : frames[at];
    }
}
