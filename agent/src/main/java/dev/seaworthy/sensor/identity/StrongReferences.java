package dev.seaworthy.sensor.identity;

import dev.seaworthy.context.Beat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sees to it that no object of the application is held strongly for long: the agent's thread loosens all that is held
 * about once a second, and if it does not come by, whoever takes hold of the next object does it instead. Thread-safe.
 */
public final class StrongReferences {

    /** So long the agent's thread may be late: some of what it does takes a while. */
    private static final long LATE_NANOS = 4_000_000_000L;

    private final List<Kept> kept = new CopyOnWriteArrayList<>();
    private final AtomicLong loosenedNanos = new AtomicLong(System.nanoTime());

    /** Holds objects of the application. */
    public interface Kept {
        /** Holds all of them weakly from now on; any thread. */
        void loosen();
    }

    /** Sees to what that holds, too. */
    public <T extends Kept> T keep(T holder) {
        kept.add(holder);
        return holder;
    }

    /** All that was held at {@code now} is held weakly; agent's thread. */
    public void loosened(long now) {
        loosenedNanos.set(now);
    }

    /** The caller took hold of an object. One look, and once in some seconds a tenth of a millisecond, if all is late. */
    public void takes() {
        long last = loosenedNanos.get();
        long now = Beat.NOW.nanos();
        if (now - last > LATE_NANOS && loosenedNanos.compareAndSet(last, now)) {
            kept.forEach(Kept::loosen);
        }
    }
}
