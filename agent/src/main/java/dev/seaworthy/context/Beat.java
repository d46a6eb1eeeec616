package dev.seaworthy.context;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The time as it was a little while ago, for who only needs to know whether much has passed since: one look costs a
 * nanosecond, the clock itself thirty. Moved on by the agent's thread, and by whoever has just read the clock anyway.
 * Thread-safe.
 */
public final class Beat {

    /** Time is one for all. */
    public static final Beat NOW = new Beat();

    private static final long STEP_NANOS = 20_000_000;

    /** So many are remembered: most often more than a minute. A power of two. */
    private static final int KEPT = 2_048;

    /** A thread that gets its turn so late shows that others had to wait as long: for a processor, or for the collector. */
    private static final long LATE_NANOS = 100_000_000;

    private volatile long nanos = System.nanoTime();
    private final AtomicLongArray beats = new AtomicLongArray(KEPT);
    private final AtomicBoolean moving = new AtomicBoolean();
    private volatile long count;
    private volatile long lateNanos = nanos - 3_600_000_000_000L;

    /** For tests: time is one for all. */
    Beat() {}

    /** What {@link System#nanoTime} said some time ago: most often less than a tenth of a second. */
    public long nanos() {
        return nanos;
    }

    /** How often the time was moved on: where this stays the same, no more has passed than from one beat to the next. */
    public long count() {
        return count;
    }

    /**
     * The time of the first beat after the one of that number, or of the oldest that is remembered: what began when
     * that {@link #count} was read began no later. To be asked only after the count has gone on.
     */
    public long after(long number) {
        long first = Math.max(number + 1, count - KEPT + 2);
        return beats.get((int) first & KEPT - 1);
    }

    /** It is {@code now}, as {@link System#nanoTime} said just now. */
    public void at(long now) {
        if (now - nanos > STEP_NANOS && moving.compareAndSet(false, true)) {
            if (now - nanos > STEP_NANOS) {
                long next = count + 1;
                beats.set((int) next & KEPT - 1, now);
                nanos = now;
                count = next;
            }
            moving.set(false);
        }
    }

    /** The agent's thread was to go on at {@code due}, and does {@code now}. */
    public void rested(long due, long now) {
        if (now - due > LATE_NANOS) {
            lateNanos = now;
        }
        at(now);
    }

    /** Whether the JVM's threads had to wait for their turn since then, so that what took long proves nothing. */
    public boolean wasLateSince(long then) {
        return lateNanos - then > 0;
    }
}
