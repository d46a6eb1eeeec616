package dev.seaworthy.sensor;

import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Unit;

/**
 * Which pieces of work use one thing that is opened and closed, such as a connection: whether it serves more than one.
 * Thread-safe; a repeated use by the same unit takes no lock and allocates nothing.
 */
public final class Uses {

    public static final int FIRST_IN_UNIT = 1;
    public static final int REUSED = 2;

    /** Others that a thread must have used in between before a return counts as reuse. */
    private static final int OTHERS_IN_BETWEEN = 3;

    private final long number;
    private final Origin origin;
    private volatile Unit lastUnit = Unit.NONE;
    private volatile long wroteIn;
    private volatile boolean ended;
    private int uses;
    private boolean reused;
    private long user = -1;
    private int handovers;
    private long mark;

    /** What one thread used, where no unit of work was visible; only that thread touches it. */
    public static final class Trail {
        /** Number of what it used last. */
        private long touched;
        /** How often it went from one to another. */
        private long switches;
    }

    /** @param number unlike that of any other of its kind */
    public Uses(long number, Origin origin) {
        this.number = number;
        this.origin = origin;
    }

    /** Whether a use by that unit is no news. */
    public boolean isLast(Unit unit) {
        return lastUnit.id() == unit.id();
    }

    /** The same of a thread's, where no unit is visible. */
    public boolean isLast(Trail of) {
        return of.touched == number;
    }

    /** A use inside a visible unit of work. */
    public synchronized int in(Unit unit, Units units) {
        boolean fromAnotherUnit =
                origin.unit().isVisible() && origin.unit().id() != unit.id() && !units.isOpen(origin.unit());
        lastUnit = unit;
        uses++;
        return FIRST_IN_UNIT | reuseIf(uses >= 2 || fromAnotherUnit);
    }

    /** A use where no unit of work is visible: the thing's own life counts as one, until it is shared. */
    public synchronized int outside(long thread, Trail trail, Units units) {
        trail.touched = number;
        trail.switches++;
        Unit before = lastUnit.isVisible() ? lastUnit : origin.unit();
        boolean second = false;
        if (before.isVisible()) {
            second = !units.isOpen(before);
        } else if (user >= 0 && user != thread) {
            // Opened and tried by one thread, then handed to its worker: still one piece of work.
            second = ++handovers >= 2 || user != origin.thread();
        } else if (user == thread) {
            second = trail.switches - mark >= OTHERS_IN_BETWEEN;
        }
        user = thread;
        mark = trail.switches;
        uses = Math.max(uses, 1);
        return reuseIf(second);
    }

    /** Handed out again although it had been closed: the close had only given it back. */
    public synchronized boolean revive() {
        if (!ended) {
            return false;
        }
        ended = false;
        uses = Math.max(uses, 1);
        return reuseIf(true) != 0;
    }

    private int reuseIf(boolean second) {
        if (!second || reused) {
            return 0;
        }
        reused = true;
        uses = Math.max(uses, 2);
        return REUSED;
    }

    /** Whether this is the first write of that unit here. */
    public boolean wroteIn(Unit unit) {
        if (wroteIn == unit.id()) {
            return false;
        }
        wroteIn = unit.id();
        return true;
    }

    /** Ends it; false where it had ended before. */
    public synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    public synchronized int count() {
        return uses;
    }
}
