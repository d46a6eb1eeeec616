package dev.seaworthy.context;

import java.lang.ref.WeakReference;
import java.util.Arrays;

/** The units that one thread is in, the innermost last; keeps no thread alive. Used by that thread only, but for {@link #isGone}. */
final class Held {

    private static final int DEEPEST = 256;

    private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
    private OpenUnit[] stack = new OpenUnit[4];
    private int depth;
    /** Steps deeper than that, which are only counted so that each end still matches its begin. */
    private int beyond;

    /** Whether the thread is in none. */
    boolean isEmpty() {
        return depth == 0;
    }

    /** The innermost; {@link OpenUnit#NONE} where there is none. */
    OpenUnit top() {
        return depth == 0 ? OpenUnit.NONE : stack[depth - 1];
    }

    /** Whether what is pushed now is only counted. */
    boolean isFull() {
        return depth >= DEEPEST;
    }

    void push(OpenUnit unit) {
        if (isFull()) {
            beyond++;
            return;
        }
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
        }
        stack[depth++] = unit;
    }

    /** What the last push put there; {@link OpenUnit#NONE} where that was only counted. */
    OpenUnit pop() {
        if (beyond > 0) {
            beyond--;
            return OpenUnit.NONE;
        }
        OpenUnit left = stack[--depth];
        stack[depth] = OpenUnit.NONE;
        return left;
    }

    boolean holds(OpenUnit unit) {
        for (int i = 0; i < depth; i++) {
            if (stack[i] == unit) {
                return true;
            }
        }
        return false;
    }

    void replace(OpenUnit one, OpenUnit other) {
        for (int i = 0; i < depth; i++) {
            if (stack[i] == one) {
                stack[i] = other;
            }
        }
    }

    /** Whether its thread has died; on any thread. */
    boolean isGone() {
        Thread mine = thread.get();
        return mine == null || !mine.isAlive();
    }
}
