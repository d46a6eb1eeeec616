package dev.seaworthy.context;

/**
 * How long it takes what one thread does again and again and what mostly takes no time. The clock would cost a fifth of
 * all that watching it costs: only a thread that had to wait a while ago takes it, the others' time counts from the next
 * {@link Beat} on. Only that thread touches it.
 */
public final class BeatTimer {

    private static final long SLOW_NANOS = 10_000_000;
    private static final int TIMED = 64;

    private long beat;
    private long beganNanos;
    /** Of so many that follow a slow one the time is taken. */
    private int timed;

    private boolean exact;
    private long lastNanos = Beat.NOW.nanos();

    /** One begins. */
    public void begins() {
        beat = Beat.NOW.count();
        exact = timed > 0;
        if (exact) {
            timed--;
            beganNanos = System.nanoTime();
            Beat.NOW.at(beganNanos);
        }
    }

    /** Whether nothing tells that it took any time worth mentioning. */
    public boolean isQuick() {
        return !exact && Beat.NOW.count() == beat;
    }

    /** How long it has surely taken; most often less than a twentieth of a second too little, where it was not timed. */
    public long waited(long now) {
        long nanos = exact ? now - beganNanos : Beat.NOW.count() == beat ? 0 : now - Beat.NOW.after(beat);
        if (nanos > SLOW_NANOS) {
            timed = TIMED;
        }
        return nanos;
    }

    /** Something else that the thread did ended then. */
    public void at(long now) {
        lastNanos = now;
    }

    /** When that was last. */
    public long lastNanos() {
        return lastNanos;
    }

    /** About the time: not later than now, and not earlier than what the thread did last. */
    public long lately() {
        long nanos = Beat.NOW.nanos();
        return nanos - lastNanos > 0 ? nanos : lastNanos;
    }
}
