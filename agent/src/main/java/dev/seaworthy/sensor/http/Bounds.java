package dev.seaworthy.sensor.http;

import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls that are bounded from outside: by a timed wait for the result, or by a time limit on a stage that depends
 * on it. A limit on a call's own future counts for that call. Whose result another stage depends on cannot be asked, so a
 * thread's limit on one counts for the calls that it has just sent, and a timed wait for the calls that run inside tasks
 * meanwhile: rather a hazard missed than a false alarm.
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

    /** @param own whether it is the future of a call that this thread sent, rather than a stage that depends on some */
    void waitBegins(@Nullable Object future, boolean own, @Nullable Object timeout, @Nullable Object unit) {
        if (isBound(timeout, unit)) {
            long now = System.nanoTime();
            waits.begins(Thread.currentThread().getId(), now + nanos(timeout, unit) + GRACE_NANOS, now);
            if (!mark(future, own, nanos(timeout, unit))) {
                lastWait = now;
            }
        }
    }

    void waitEnds(@Nullable Object timeout, @Nullable Object unit) {
        if (isBound(timeout, unit)) {
            waits.ends(Thread.currentThread().getId());
        }
    }

    /** @param own as for {@link #waitBegins} */
    void limited(@Nullable Object future, boolean own, @Nullable Object timeout, @Nullable Object unit) {
        if (isBound(timeout, unit)) {
            long now = System.nanoTime();
            if (!mark(future, own, nanos(timeout, unit))) {
                lastLimit = now;
            }
        }
    }

    /** Whether somebody waits with a timeout, or has just limited a future, as a call inside a task begins. */
    boolean mayBoundNow() {
        long now = System.nanoTime();
        return now - lastLimit < LIMITED_BEFORE_NANOS || waits.any(now);
    }

    /** Whether somebody began to wait, or limited a future, since the call began, and it is not known for which call. */
    boolean mayBound(Sent call) {
        return lastWait - call.startNanos >= 0 || lastLimit - call.startNanos >= 0;
    }

    /** Whether it limits a known call, and hence no other. */
    private boolean mark(@Nullable Object future, boolean own, long nanos) {
        boolean known = own;
        for (Sent call : open) {
            WeakReference<Object> result = call.result;
            if (result != null && result.refersTo(future)) {
                call.endsWithin(nanos);
                known = true;
            }
        }
        if (!known) {
            markSent(future, nanos);
        }
        return known;
    }

    /** A stage is limited that may depend on any call that this thread has sent. */
    private void markSent(@Nullable Object stage, long nanos) {
        long thread = Thread.currentThread().getId();
        Sent only = null;
        int mine = 0;
        for (Sent call : open) {
            if (call.result != null && call.origin.thread() == thread) {
                call.bounded = true;
                mine += call.isWaited() ? 0 : 1;
                only = call.isWaited() ? only : call;
            }
        }
        // A stage can only depend on the one call that this thread waits for, which may be over already.
        if (mine == 1 && only != null && stage instanceof CompletableFuture<?>) {
            only.endsWithin(nanos);
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
