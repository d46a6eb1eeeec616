package dev.seaworthy.context;

import dev.seaworthy.observation.Unit;
import java.lang.ref.WeakReference;
import java.util.Arrays;

/** The units that one thread is in, the innermost last; keeps no thread alive. Used by that thread only, but for {@link #isGone}. */
final class Held {

    private static final int DEEPEST = 256;

    private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
    private OpenUnit[] stack = new OpenUnit[4];
    /** Which push put it there. */
    private long[] turns = new long[4];

    private long turn;
    private int depth;
    /** Steps deeper than that, which are only counted so that each end still matches its begin. */
    private int beyond;
    /** Where in the stack the unit is that no frame encloses; -1 = there is none. */
    private int loose = -1;
    /** Where in the stack the unit is that the server went on with on this thread; -1 = there is none. */
    private int served = -1;

    /** Whether the thread is in none. */
    boolean isEmpty() {
        return depth == 0;
    }

    /** The innermost; {@link OpenUnit#NONE} where there is none. */
    OpenUnit top() {
        return depth == 0 ? OpenUnit.NONE : stack[depth - 1];
    }

    /** Which of the pushes so far put the innermost there; 0 where there is none. */
    long turn() {
        return depth == 0 ? 0 : turns[depth - 1];
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
            turns = Arrays.copyOf(turns, depth * 2);
        }
        turns[depth] = ++turn;
        stack[depth++] = unit;
    }

    /** The same for a unit that no frame encloses; there is one at most. */
    void pushLoose(OpenUnit unit) {
        loose = depth;
        push(unit);
    }

    /** The same for a unit that the server itself continues on this thread. */
    void pushServed(OpenUnit unit) {
        served = served < 0 ? depth : served;
        push(unit);
    }

    /** Whether the innermost is one that began on this thread or that the server continues on it. */
    boolean isServing() {
        OpenUnit now = top();
        return !now.late && (now.owner == this || served >= 0 && served < depth && stack[served] == now);
    }

    /**
     * Whether a unit of that kind that begins now is one of its own: in none, what a task receives, and a message or
     * scheduled run on a thread that still counts to a unit which is over.
     */
    boolean isOwn(Unit.Kind kind) {
        OpenUnit now = top();
        Unit.Kind in = now.unit().kind();
        boolean own = in == Unit.Kind.NONE
                || kind != Unit.Kind.TASK
                        && (in == Unit.Kind.TASK
                                || isLoose()
                                || kind != Unit.Kind.REQUEST && (now.late || now.isEnded()));
        return own && !isFull();
    }

    /** Whether the innermost is a unit that no frame encloses. */
    boolean isLoose() {
        return depth > 0 && loose == depth - 1 && beyond == 0;
    }

    /** What the last push put there; {@link OpenUnit#NONE} where that was only counted. */
    OpenUnit pop() {
        if (beyond > 0) {
            beyond--;
            return OpenUnit.NONE;
        }
        OpenUnit left = stack[--depth];
        loose = loose == depth ? -1 : loose;
        served = served == depth ? -1 : served;
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

    /** Whether it is the calling thread's; on any thread. */
    boolean isCurrent() {
        return thread.refersTo(Thread.currentThread());
    }

    /** Whether its thread has died; on any thread. */
    boolean isGone() {
        Thread mine = thread.get();
        return mine == null || !mine.isAlive();
    }
}
