package dev.seaworthy.sensor.log;

import org.jspecify.annotations.Nullable;

/**
 * The events that one thread is writing now, the outer ones first: a bridge hands an event of one library to another while
 * the first still writes it.
 */
final class Writing {

    /** Deeper is not a bridge but an end that was missed. */
    private static final int DEEPEST = 8;

    /** An event that has been written for so many rounds, about a second each, is taken for one whose end was missed. */
    private static final int LONGEST_ROUNDS = 60;

    private static final ThreadLocal<@Nullable Writing> OF_THREAD = new ThreadLocal<>();

    private final LoggedEvent[] events = new LoggedEvent[DEEPEST];
    private int depth;

    /** Null if the thread has never written any. */
    static @Nullable Writing known() {
        return OF_THREAD.get();
    }

    static Writing here() {
        Writing known = OF_THREAD.get();
        if (known == null) {
            known = new Writing();
            OF_THREAD.set(known);
        }
        return known;
    }

    /** Whether the calling thread is writing an event: what it prints meanwhile is that event. */
    static boolean isGoingOn() {
        Writing known = OF_THREAD.get();
        return known != null && known.depth > 0;
    }

    LoggedEvent begin(LogLibrary by, int round, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        LoggedEvent outer = top();
        if (depth == DEEPEST || outer != null && round - outer.round() > LONGEST_ROUNDS) {
            while (depth > 0) {
                events[--depth].clear();
            }
        }
        LoggedEvent event = events[depth];
        if (event == null) {
            event = new LoggedEvent();
            events[depth] = event;
        }
        depth++;
        event.begin(by, round, a, b, c);
        return event;
    }

    /** The innermost event; null if there is none. */
    @Nullable
    LoggedEvent top() {
        return depth == 0 ? null : events[depth - 1];
    }

    /** The innermost event of that library, after those within it that were not ended; null if there is none. */
    @Nullable
    LoggedEvent top(LogLibrary by) {
        for (int i = depth - 1; i >= 0; i--) {
            if (events[i].by() == by) {
                while (depth - 1 > i) {
                    events[--depth].clear();
                }
                return events[i];
            }
        }
        return null;
    }

    /**
     * An event within others was written: those outside that have a logger of the same name are the same event, which
     * came by a bridge, and count no more. What an appender logs for itself has a logger of its own.
     */
    void silenceOuter(LoggedEvent inner) {
        for (int i = depth - 2; i >= 0; i--) {
            String outer = events[i].logger();
            if (outer.isEmpty() || inner.logger().startsWith(outer)) {
                events[i].silence();
            }
        }
    }

    void end(LoggedEvent event) {
        event.clear();
        depth--;
    }
}
