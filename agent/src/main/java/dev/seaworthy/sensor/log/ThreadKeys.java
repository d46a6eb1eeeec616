package dev.seaworthy.sensor.log;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.sensor.log.ContextWatch.ContextKey;
import org.jspecify.annotations.Nullable;

/** The keys that one thread has in its logging context, by the unit of work that set each. Used by that thread only. */
final class ThreadKeys {

    private static final int MOST = 16;

    final long thread;
    private final @Nullable ContextKey[] keys = new ContextKey[MOST];
    private final long[] setBy = new long[MOST];
    private final int[] values = new int[MOST];
    /** Where each was set, if that was asked for. */
    private final @Nullable Origin[] origins = new Origin[MOST];

    /** Whether the unit that set it has ended here. */
    private final boolean[] left = new boolean[MOST];
    /** The last unit that was seen with the value of another. */
    private final long[] seenBy = new long[MOST];

    private int size;

    ThreadKeys(long thread) {
        this.thread = thread;
    }

    void put(ContextKey key, long unit, int value, @Nullable Origin origin) {
        int at = find(key.name);
        if (at >= 0) {
            meets(at, unit);
        } else if (size < MOST) {
            at = size++;
        } else {
            return;
        }
        keys[at] = key;
        setBy[at] = unit;
        values[at] = value;
        origins[at] = origin;
        left[at] = false;
    }

    private int find(String name) {
        for (int i = 0; i < size; i++) {
            ContextKey key = keys[i];
            if (key != null && key.name.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** A unit of work comes across a value; whether another has left it there. */
    private boolean meets(int at, long unit) {
        ContextKey key = keys[at];
        if (key == null || !left[at] || setBy[at] == unit) {
            return false;
        }
        if (seenBy[at] != unit) {
            seenBy[at] = unit;
            key.inherited.incrementAndGet();
        }
        return true;
    }

    void remove(String name) {
        int at = find(name);
        if (at >= 0) {
            size--;
            keys[at] = keys[size];
            setBy[at] = setBy[size];
            values[at] = values[size];
            origins[at] = origins[size];
            left[at] = left[size];
            seenBy[at] = seenBy[size];
            keys[size] = null;
            origins[size] = null;
        }
    }

    void clear() {
        while (size > 0) {
            keys[--size] = null;
            origins[size] = null;
        }
    }

    void logged(long unit) {
        for (int i = 0; i < size; i++) {
            ContextKey key = keys[i];
            if (meets(i, unit) && key != null) {
                key.stale.increment();
            }
        }
    }

    /** A unit of work ended: what it set is still there. */
    void ended(long unit) {
        for (int i = 0; i < size; i++) {
            ContextKey key = keys[i];
            if (key != null && setBy[i] == unit && !left[i]) {
                left[i] = true;
                key.left(values[i], origins[i]);
            }
        }
    }
}
