package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.MarkedCounts;
import dev.seaworthy.sensor.sql.StatementUse;
import java.util.concurrent.atomic.LongAdder;

/**
 * Rows that result sets gave: woven code counts them, and this side harvests them late: when the statement runs again or
 * ends, the result set is closed, or the unit of work ends. Thread-safe.
 */
public final class Rows {

    private final Watches watches;
    private final MarkedCounts<TrackedStatement> counts = new MarkedCounts<>();

    /** Rows that were surely read. */
    public final LongAdder read = new LongAdder();
    /** Result sets whose rows were not counted because another took their slot. */
    public final LongAdder lost = new LongAdder();

    public Rows(Watches watches) {
        this.watches = watches;
    }

    /** The arrays that woven code uses. */
    public void share(int[] markedBy, int[] countedIn) {
        counts.share(markedBy, countedIn);
    }

    /** Begins to count the rows of a result set, for a command that has none under way. */
    void claim(TrackedStatement command, Object resultSet) {
        counts.claim(command.rows, resultSet);
    }

    /** A result set is being closed. */
    public void closed(Object resultSet) {
        TrackedStatement command = counts.find(resultSet);
        if (command != null) {
            command.wasRead();
            harvest(command);
        }
    }

    /** Takes what was counted for a statement, if it is sure. */
    void harvest(TrackedStatement command) {
        UnitLedger work = command.rowsOf;
        if (work == null) {
            take(command);
            return;
        }
        synchronized (work) {
            take(command);
            work.release(command);
        }
    }

    private void take(TrackedStatement command) {
        if (!command.isBeingRead()) {
            return;
        }
        int count = counts.take(command.rows);
        StatementUse use = command.use;
        UnitLedger work = command.rowsOf;
        command.rowsOf = null;
        command.use = null;
        if (count == MarkedCounts.LOST) {
            lost.increment();
            return;
        }
        read.add(count);
        if (use == null || work == null) {
            return;
        }
        use.read(command.ordinal, count);
        for (Watch watch : watches.all) {
            watch.rowsRead(command, use, count);
        }
    }
}
