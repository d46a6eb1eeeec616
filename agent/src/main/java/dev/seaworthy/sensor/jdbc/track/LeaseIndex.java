package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.identity.StrongReferences;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The leases of all threads, each in a place that it keeps while its thread uses it again and again: a borrow writes
 * nothing here. Found by their thread as a rule; who has to look through all of them looks through about as many as
 * there are threads. Thread-safe, without locks; bounded.
 */
final class LeaseIndex implements StrongReferences.Kept {

    private static final int MOST = 1 << 14;

    private final AtomicReferenceArray<@Nullable Lease> places = new AtomicReferenceArray<>(MOST);
    /** No place from here on was ever taken. */
    private volatile int end;
    /** Where a free place may be. */
    private volatile int free;

    private volatile boolean full;

    /** Gives the lease a place; false where there is none. */
    boolean add(Lease lease) {
        int first = free;
        for (int i = 0; i < MOST && !full; i++) {
            int at = first + i & MOST - 1;
            if (places.get(at) == null && places.compareAndSet(at, null, lease)) {
                lease.berth = at;
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
    void remove(Lease lease) {
        int at = lease.berth;
        lease.berth = -1;
        if (at >= 0 && places.compareAndSet(at, lease, null)) {
            free = Math.min(at, free);
            full = false;
        }
    }

    /** The lease of an object, whoever's it is. */
    @Nullable
    Lease find(Object object) {
        for (int i = 0; i < end; i++) {
            Lease one = places.get(i);
            if (one != null && one.is(object)) {
                return one;
            }
        }
        return null;
    }

    @Override
    public void loosen() {
        each(lease -> {});
    }

    /** Each lease that goes on, held weakly from now on; any thread. */
    void each(Consumer<Lease> look) {
        for (int i = 0; i < end; i++) {
            Lease one = places.get(i);
            if (one != null && one.loosen()) {
                look.accept(one);
            }
        }
    }

    /** Forgets leases that wait for a thread that is gone; agent's thread. */
    void tidy() {
        for (int i = 0; i < end; i++) {
            Lease one = places.get(i);
            if (one != null && !one.isHeld()) {
                TrackedThread thread = one.thread();
                if (thread != null && thread.isOver() && !one.isHeld()) {
                    places.compareAndSet(i, one, null);
                }
            }
        }
        full = false;
    }
}
