package dev.seaworthy.sensor.http;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which threads wait with a time limit now. A wait whose end nobody sees is over with its limit, so that nothing here
 * goes on forever. Thread-safe; allocates nothing. Of threads beyond the room there is, only the latest limit counts.
 */
final class Waits {

    private static final int SLOTS = 512;
    private static final int PROBES = 8;

    private final AtomicLongArray threads = new AtomicLongArray(SLOTS);
    private final AtomicLongArray limits = new AtomicLongArray(SLOTS);
    /** How many waits of that thread lie in one another. */
    private final AtomicIntegerArray depths = new AtomicIntegerArray(SLOTS);

    private final AtomicLong crowded = new AtomicLong(System.nanoTime());

    /** That thread waits until {@code limit} at most, as {@link System#nanoTime} has it. */
    void begins(long thread, long limit, long now) {
        int start = start(thread);
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & SLOTS - 1;
            long by = threads.get(at);
            boolean over = by == 0 || limits.get(at) - now < 0;
            if (by == thread && !over) {
                // Whoever waits for a CompletableFuture may be made to run another task meanwhile.
                depths.incrementAndGet(at);
                limits.set(at, Math.max(limits.get(at) - now, limit - now) + now);
                return;
            }
            if (over && (by == thread || threads.compareAndSet(at, by, thread))) {
                depths.set(at, 1);
                limits.set(at, limit);
                return;
            }
        }
        crowded.accumulateAndGet(limit, (a, b) -> a - b > 0 ? a : b);
    }

    /** That thread waits no more. */
    void ends(long thread) {
        int start = start(thread);
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & SLOTS - 1;
            if (threads.get(at) == thread) {
                if (depths.decrementAndGet(at) <= 0) {
                    threads.compareAndSet(at, thread, 0);
                }
                return;
            }
        }
    }

    /** Whether any thread waits. */
    boolean any(long now) {
        if (crowded.get() - now > 0) {
            return true;
        }
        for (int i = 0; i < SLOTS; i++) {
            if (threads.get(i) != 0 && limits.get(i) - now >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int start(long thread) {
        return (int) (thread * 0x9E3779B97F4A7C15L >>> 40);
    }
}
