package dev.seaworthy.sensor.identity;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The handles of one kind, found by their objects' identity. Thread-safe, without locks; bounded. */
public final class HandleIndex<T extends WeakHandle> implements StrongReferences.Kept {

    private static final int PROBES = 16;

    private final AtomicReferenceArray<@Nullable T> slots;
    private final int mask;
    /** How far from its place any handle ever was; most often nobody else has that place. */
    private volatile int reach = 1;

    /** @param size how many slots, a power of two; about three quarters of them can be used */
    public HandleIndex(int size) {
        slots = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    public @Nullable T find(Object object) {
        int start = System.identityHashCode(object);
        int last = start + reach;
        for (int i = start; i != last; i++) {
            T one = slots.get(i & mask);
            if (one != null && one.is(object)) {
                return one;
            }
        }
        return null;
    }

    /** Remembers a handle that has its object; false where there is no room. */
    public boolean add(T handle) {
        for (int i = 0; i < PROBES; i++) {
            int at = handle.hash + i & mask;
            if (slots.get(at) == null) {
                if (i >= reach) {
                    reach(i + 1);
                }
                if (slots.compareAndSet(at, null, handle)) {
                    return true;
                }
            }
        }
        return false;
    }

    private synchronized void reach(int slotsNow) {
        reach = Math.max(reach, slotsNow);
    }

    /** Forgets it: only who let go of its object does. */
    public void remove(T handle) {
        for (int i = 0; i < PROBES; i++) {
            int at = handle.hash + i & mask;
            if (slots.get(at) == handle) {
                slots.lazySet(at, null);
                return;
            }
        }
    }

    /** Each handle that is there, as it is. */
    public void look(Consumer<T> at) {
        for (int i = 0; i <= mask; i++) {
            T one = slots.get(i);
            if (one != null) {
                at.accept(one);
            }
        }
    }

    @Override
    public void loosen() {
        each(handle -> {});
    }

    /** Each handle that is in use, held weakly from now on; any thread. */
    public void each(Consumer<T> look) {
        for (int i = 0; i <= mask; i++) {
            T one = slots.get(i);
            if (one != null && one.loosen()) {
                look.accept(one);
            }
        }
    }
}
