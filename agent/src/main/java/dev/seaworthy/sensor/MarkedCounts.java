package dev.seaworthy.sensor;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts of what woven code counts by itself, one for each of the objects of the application that are marked. Woven code
 * adds one in either of two slots that the object's identity hash picks, where the slot is marked as that object's. Where
 * both are in use the second changes hands, and the earlier object's count is lost. Thread-safe.
 */
public final class MarkedCounts<T> {

    /** What was counted is not known. */
    public static final int LOST = -1;

    /** As in the bridge. */
    private static final int SLOTS = 1 << 14;

    private static final int SECOND = 11;

    private int[] owners = new int[0];
    private int[] counts = new int[0];
    private final AtomicReferenceArray<@Nullable Mark<T>> holders = new AtomicReferenceArray<>(SLOTS);

    /** Who wants to know the count of one object at a time. */
    public static final class Mark<T> {
        public final T of;
        private int slot = -1;
        private int hash;
        private boolean lost;

        public Mark(T of) {
            this.of = of;
        }

        /** Whether a count is under way. */
        public boolean isCounting() {
            return slot >= 0;
        }
    }

    /** The arrays that woven code uses. */
    public void share(int[] markedBy, int[] countedIn) {
        if (markedBy.length == SLOTS) {
            owners = markedBy;
            counts = countedIn;
        }
    }

    /** Begins to count for a mark that counts nothing yet. */
    public void claim(Mark<T> mark, Object counted) {
        int hash = System.identityHashCode(counted);
        int slot = first(hash);
        if (owners.length == 0) {
            return;
        }
        if (!holders.compareAndSet(slot, null, mark)) {
            slot = second(hash);
            Mark<T> other = holders.getAndSet(slot, mark);
            if (other != null) {
                other.lost = true;
            }
        }
        counts[slot] = 0;
        owners[slot] = hash;
        mark.slot = slot;
        mark.hash = hash;
        mark.lost = false;
    }

    /** Who counts for that object; null where nobody does. */
    public @Nullable T find(Object counted) {
        int hash = System.identityHashCode(counted);
        Mark<T> mark = holder(first(hash), hash);
        if (mark == null) {
            mark = holder(second(hash), hash);
        }
        return mark == null ? null : mark.of;
    }

    private static int first(int hash) {
        return hash & SLOTS - 1;
    }

    private static int second(int hash) {
        return hash >>> SECOND & SLOTS - 1;
    }

    /** For whose object a slot counts, if that is one of such a hash. */
    private @Nullable Mark<T> holder(int slot, int hash) {
        Mark<T> mark = holders.get(slot);
        return mark != null && mark.hash == hash && mark.slot == slot ? mark : null;
    }

    /** Ends the count that is under way; {@link #LOST} where it is not sure. */
    public int take(Mark<T> mark) {
        int slot = mark.slot;
        mark.slot = -1;
        int count = counts[slot];
        if (holders.get(slot) == mark) {
            // Before the slot is let go: whoever takes it next marks it.
            owners[slot] = 0;
        }
        return holders.compareAndSet(slot, mark, null) && !mark.lost ? count : LOST;
    }
}
