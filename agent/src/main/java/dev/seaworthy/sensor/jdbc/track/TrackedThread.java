package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.ThreadTally;
import dev.seaworthy.sensor.Uses;

/** One thread that uses JDBC, as others see it. */
public final class TrackedThread extends ThreadTally {

    public static final int BORROWS = 0;
    public static final int RETURNS = 1;
    public static final int EXECUTIONS = 2;
    static final int KINDS = 3;

    /** Which connections it touched. */
    final Uses.Trail trail = new Uses.Trail();

    /** Remote calls that it made. Only that thread writes it. */
    public int calls;

    TrackedThread() {
        super(KINDS);
    }
}
