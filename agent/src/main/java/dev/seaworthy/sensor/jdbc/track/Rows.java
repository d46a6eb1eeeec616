package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.sql.StatementUse;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Rows that result sets gave. Woven code adds one in either of two slots that the result set's identity hash picks,
 * where the slot is marked as that result set's; this side marks slots and harvests them late: when the statement runs
 * again or ends, the result set is closed, or the unit of work ends. Where both are in use the second changes hands, and
 * its earlier result set is not counted at all. Thread-safe.
 */
public final class Rows {

    /** As in the bridge. */
    private static final int SLOTS = 1 << 14;

    private static final int SECOND = 11;

    private final Watches watches;
    private int[] owners = new int[0];
    private int[] counts = new int[0];
    private final AtomicReferenceArray<@Nullable TrackedStatement> holders = new AtomicReferenceArray<>(SLOTS);

    private final LongAdder read = new LongAdder();
    private final LongAdder lost = new LongAdder();

    public Rows(Watches watches) {
        this.watches = watches;
    }

    /** Rows that were surely read, since the last time that this was asked. */
    public long takeRead() {
        return read.sumThenReset();
    }

    /** Result sets whose rows were not counted because another took their slot, since the last time. */
    public long takeLost() {
        return lost.sumThenReset();
    }

    /** The arrays that woven code uses. */
    public void share(int[] markedBy, int[] countedIn) {
        if (markedBy.length == SLOTS) {
            owners = markedBy;
            counts = countedIn;
        }
    }

    /** Begins to count the rows of a result set, for a command that has none under way. */
    void claim(TrackedStatement command, Object resultSet) {
        int hash = System.identityHashCode(resultSet);
        int slot = first(hash);
        if (owners.length == 0) {
            return;
        }
        if (!holders.compareAndSet(slot, null, command)) {
            slot = second(hash);
            TrackedStatement other = holders.getAndSet(slot, command);
            if (other != null) {
                other.rowsLost = true;
            }
        }
        counts[slot] = 0;
        owners[slot] = hash;
        command.slot = slot;
        command.rowsHash = hash;
        command.rowsLost = false;
    }

    /** A result set is being closed. */
    public void closed(Object resultSet) {
        int hash = System.identityHashCode(resultSet);
        TrackedStatement command = holder(first(hash), hash);
        if (command == null) {
            command = holder(second(hash), hash);
        }
        if (command != null) {
            command.wasRead();
            harvest(command);
        }
    }

    private static int first(int hash) {
        return hash & SLOTS - 1;
    }

    private static int second(int hash) {
        return hash >>> SECOND & SLOTS - 1;
    }

    /** The command for whose result set a slot counts, if that is the one of such a hash. */
    private @Nullable TrackedStatement holder(int slot, int hash) {
        TrackedStatement command = holders.get(slot);
        return command != null && command.rowsHash == hash && command.slot == slot ? command : null;
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
        int slot = command.slot;
        if (slot < 0) {
            return;
        }
        command.slot = -1;
        int count = counts[slot];
        if (holders.get(slot) == command) {
            // Before the slot is let go: whoever takes it next marks it.
            owners[slot] = 0;
        }
        boolean mine = holders.compareAndSet(slot, command, null) && !command.rowsLost;
        StatementUse use = command.use;
        UnitLedger work = command.rowsOf;
        command.rowsOf = null;
        command.use = null;
        if (!mine) {
            lost.increment();
            return;
        }
        read.add(count);
        if (use == null || work == null) {
            return;
        }
        use.read(command.ordinal, count);
        for (Watch watch : watches.all()) {
            watch.rowsRead(command, use, count);
        }
    }
}
