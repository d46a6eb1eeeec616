package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.ThreadTally;

/** One thread that uses JDBC, as others see it. */
public final class TrackedThread extends ThreadTally {

    public static final int BORROWS = 0;
    public static final int RETURNS = 1;
    public static final int EXECUTIONS = 2;
    static final int KINDS = 3;

    /** Number of the connection that it touched last, where no unit of work was visible. */
    long touched;
    /** How often it went from one connection to another. */
    long switches;

    TrackedThread() {
        super(KINDS);
    }
}
