package dev.seaworthy.context;

/** Whether anybody was told that something went wrong: by a warning in the log, a stack trace, a line of text, a counter. Thread-safe. */
public final class Complaints {

    private volatile long outside;

    /** Somebody is told, in that unit of work. */
    public void add(OpenUnit unit) {
        long now = System.nanoTime();
        if (unit.unit().isVisible() && !unit.isLate()) {
            unit.complains(now);
        } else {
            outside = now == 0 ? 1 : now; // in work whose beginning nobody knows any more
        }
    }

    /** Whether somebody was told since then ({@link System#nanoTime}) in that unit, or where nobody knows the unit. */
    public boolean areSince(long then, OpenUnit unit) {
        return isSince(unit.complained(), then) || isSince(outside, then);
    }

    private static boolean isSince(long when, long then) {
        return when != 0 && when - then >= 0;
    }
}
