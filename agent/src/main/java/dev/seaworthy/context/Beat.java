package dev.seaworthy.context;

/**
 * The time as it was a little while ago, for who only needs to know whether much has passed since: one look costs a
 * nanosecond, the clock itself thirty. Moved on by the agent's thread, and by whoever has just read the clock anyway.
 * Thread-safe.
 */
public final class Beat {

    /** Time is one for all. */
    public static final Beat NOW = new Beat();

    private static final long STEP_NANOS = 20_000_000;

    /** A thread that gets its turn so late shows that others had to wait as long: for a processor, or for the collector. */
    private static final long LATE_NANOS = 100_000_000;

    private volatile long nanos = System.nanoTime();
    private volatile long lateNanos = nanos - 3_600_000_000_000L;

    private Beat() {}

    /** What {@link System#nanoTime} said some time ago: most often less than a tenth of a second. */
    public long nanos() {
        return nanos;
    }

    /** It is {@code now}, as {@link System#nanoTime} said just now. */
    public void at(long now) {
        if (now - nanos > STEP_NANOS) {
            nanos = now;
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
