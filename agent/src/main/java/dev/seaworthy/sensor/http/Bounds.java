package dev.seaworthy.sensor.http;

import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls that are bounded from outside: by a timed wait for the result, or by a time limit on a stage that depends
 * on it. Whose result a stage depends on cannot be asked, so a thread's limit counts for the calls that it has just sent,
 * and a timed wait for the calls that run inside tasks meanwhile: rather a hazard missed than a false alarm.
 */
final class Bounds {

    /** A wait that is longer than this is no bound. */
    private static final long LONGEST_MILLIS = 60_000;

    /** How long before a call inside a task its future may have been limited. */
    private static final long LIMITED_BEFORE_NANOS = 5_000_000_000L;

    /** A thread may get its turn so much later than its limit says. */
    private static final long GRACE_NANOS = 1_000_000_000L;

    private final Queue<Sent> open;
    private final Waits waits = new Waits();
    private volatile long lastWait = System.nanoTime() - LIMITED_BEFORE_NANOS;
    private volatile long lastLimit = lastWait;

    /** {@code open}: calls that were sent and not told. */
    Bounds(Queue<Sent> open) {
        this.open = open;
    }

    void waitBegins(@Nullable Object future, @Nullable Object timeout, @Nullable Object unit) {
        if (isBound(timeout, unit)) {
            long now = System.nanoTime();
            lastWait = now;
            waits.begins(Thread.currentThread().getId(), now + nanos(timeout, unit) + GRACE_NANOS, now);
            mark(future);
        }
    }

    void waitEnds(@Nullable Object timeout, @Nullable Object unit) {
        if (isBound(timeout, unit)) {
            waits.ends(Thread.currentThread().getId());
        }
    }

    void limited(@Nullable Object future, @Nullable Object timeout, @Nullable Object unit) {
        if (isBound(timeout, unit)) {
            lastLimit = System.nanoTime();
            mark(future);
        }
    }

    /** Whether somebody waits with a timeout, or has just limited a future, as a call inside a task begins. */
    boolean mayBoundNow() {
        long now = System.nanoTime();
        return now - lastLimit < LIMITED_BEFORE_NANOS || waits.any(now);
    }

    /** Whether somebody began to wait, or limited a future, since the call began. */
    boolean mayBound(Sent call) {
        return lastWait - call.startNanos >= 0 || lastLimit - call.startNanos >= 0;
    }

    private void mark(@Nullable Object future) {
        if (open.isEmpty()) {
            return;
        }
        long thread = Thread.currentThread().getId();
        for (Sent call : open) {
            WeakReference<Object> result = call.result;
            if (result != null && (call.origin.thread() == thread || result.refersTo(future))) {
                call.bounded = true;
            }
        }
    }

    private static long nanos(@Nullable Object timeout, @Nullable Object unit) {
        return timeout instanceof Long time && unit instanceof TimeUnit in ? Math.max(0, in.toNanos(time)) : 0;
    }

    private static boolean isBound(@Nullable Object timeout, @Nullable Object unit) {
        return timeout instanceof Long
                && unit instanceof TimeUnit
                && ((TimeUnit) unit).toMillis((Long) timeout) <= LONGEST_MILLIS;
    }
}
