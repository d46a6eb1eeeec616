package dev.seaworthy.context;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Unit;
import org.jspecify.annotations.Nullable;

/** Which phase the program is in. Thread-safe; allocates nothing. */
final class Phases {

    /** A server that nobody calls is taken to have started after this long. */
    private static final long QUIET_MILLIS = 120_000;

    /** A connection that has shown no request for so long belongs to a protocol that we don't know. */
    private static final long UNSEEN_MILLIS = 2_000;

    private volatile long startedAt = System.currentTimeMillis();
    volatile boolean started;
    /** Whether any request was ever served. */
    volatile boolean served;
    /** Whether any request was ever begun. */
    volatile boolean seen;

    private volatile long acceptedAt;
    volatile boolean stopping;
    private volatile long asked;

    /** What the work of a unit counts as. */
    Phase of(Unit current) {
        if (stopping) {
            return Phase.SHUTDOWN;
        }
        if (current.isRequest()) {
            return Phase.REQUEST;
        }
        boolean isAsked = asked == Beat.NOW.nanos(); // the clock costs more than all the rest
        boolean job = started || current.isJob() || !isAsked && hasStarted(System.currentTimeMillis());
        return job ? Phase.JOB : Phase.STARTUP;
    }

    private boolean hasStarted(long now) {
        asked = Beat.NOW.nanos();
        long accepted = acceptedAt;
        boolean over = now - startedAt > QUIET_MILLIS
                // A server whose requests we cannot see: the first connection that it took is the first request.
                || accepted != 0 && !seen && now - accepted > UNSEEN_MILLIS;
        if (over) {
            started = true;
        }
        return over;
    }

    /** @see Units#early */
    @Nullable
    Phase early(long millis, boolean last) {
        long accepted = acceptedAt;
        if (accepted == 0 || seen || millis < accepted) {
            return Phase.STARTUP;
        }
        return last || hasStarted(System.currentTimeMillis()) ? Phase.JOB : null;
    }

    void accepted() {
        if (acceptedAt == 0) {
            acceptedAt = System.currentTimeMillis();
        }
    }

    void listening() {
        startedAt = System.currentTimeMillis();
    }
}
