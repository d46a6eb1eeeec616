package dev.seaworthy.sensor.identity;

import dev.seaworthy.sensor.ThreadTally;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The handles of all threads, each in a place that it keeps while its thread uses it again and again: that writes nothing
 * here. Found by their thread as a rule ({@link HeldHandles}); who has to look through all of them looks through about as
 * many as there are threads. Thread-safe, without locks; bounded.
 */
public final class SeatIndex<T extends SeatedHandle> implements StrongReferences.Kept {

    private static final int MOST = 1 << 14;

    private final AtomicReferenceArray<@Nullable T> places = new AtomicReferenceArray<>(MOST);
    /** No place from here on was ever taken. */
    private volatile int end;
    /** Where a free place may be. */
    private volatile int free;

    private volatile boolean full;

    /** Gives the handle a place unless it has one; false where there is none. */
    public boolean add(T handle) {
        if (handle.seat >= 0) {
            return true;
        }
        int first = free;
        for (int i = 0; i < MOST && !full; i++) {
            int at = first + i & MOST - 1;
            if (places.get(at) == null && places.compareAndSet(at, null, handle)) {
                handle.seat = at;
                free = at + 1 & MOST - 1;
                if (at >= end) {
                    widen(at + 1);
                }
                return true;
            }
        }
        full = true;
        return false;
    }

    private synchronized void widen(int to) {
        end = Math.max(end, to);
    }

    /** Takes its place from it, if it has one. */
    public void remove(T handle) {
        int at = handle.seat;
        handle.seat = -1;
        if (at >= 0 && places.compareAndSet(at, handle, null)) {
            free = Math.min(at, free);
            full = false;
        }
    }

    /** The handle of an object, whoever's it is. */
    public @Nullable T find(Object object) {
        for (int i = 0; i < end; i++) {
            T one = places.get(i);
            if (one != null && one.is(object)) {
                return one;
            }
        }
        return null;
    }

    @Override
    public void loosen() {
        each(handle -> {});
    }

    /** Each handle that is in use, held weakly from now on; any thread. */
    public void each(Consumer<T> look) {
        for (int i = 0; i < end; i++) {
            T one = places.get(i);
            if (one != null && one.loosen()) {
                look.accept(one);
            }
        }
    }

    /** Forgets handles that wait for a thread that is gone; agent's thread. */
    public void tidy() {
        for (int i = 0; i < end; i++) {
            T one = places.get(i);
            if (one != null && !one.isHeld()) {
                ThreadTally thread = one.thread();
                if (thread != null && thread.isOver() && !one.isHeld()) {
                    places.compareAndSet(i, one, null);
                }
            }
        }
        full = false;
    }
}
