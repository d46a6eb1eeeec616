package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.sql.StatementUse;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens with JDBC and turns it into observations. All but {@link #tick} is called on the application's
 * thread that did it, possibly by many threads at once: a watch decides first, allocates nothing on the repeat path,
 * and never blocks. What it is given is valid during the call only, unless a method says otherwise.
 */
public interface Watch {

    /** A statement, or a batch, was run: it returned or threw. Its unit's {@link UnitLedger} has counted it already. */
    default void executed(Execution execution) {}

    /** The database refused a text when a statement was to be prepared for it: nothing ran. */
    default void refused(Execution execution) {}

    /** A result set was read as far as it will be; only where the number is certain. */
    default void rowsRead(TrackedStatement command, StatementUse use, int rows) {}

    /** A connection was borrowed, or opened by hand, by that thread. */
    default void borrowed(Lease lease, ThreadState thread) {}

    /**
     * An exception left a borrow.
     *
     * @param lender the DataSource that threw it first; null where it was DriverManager or a driver
     * @param waitNanos how long it surely took
     * @param opened whether a physical connection was opened, or an attempt was made, inside it
     */
    default void borrowFailed(@Nullable Object lender, Throwable thrown, long waitNanos, boolean opened) {}

    /** A lease is about to end: the connection is being closed, but its pool has not cleaned it up yet. */
    default void returning(Lease lease) {}

    /** A lease has ended, by close or because nobody can reach its connection any more ({@link Lease#isLost}). */
    default void returned(Lease lease) {}

    /** A transaction of that connection was committed, or rolled back as a whole, by whomever; its counts still stand. */
    default void transactionEnded(TrackedConnection on, boolean committed) {}

    /** A unit of work that ran statements ended; or, where no unit is visible, the outermost lease of its thread. */
    default void ended(UnitLedger work) {}

    /** About once a second and once more at the end; agent's thread. */
    default void tick(long now, boolean last) {}
}
