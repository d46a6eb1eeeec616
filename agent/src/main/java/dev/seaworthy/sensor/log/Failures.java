package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.ErrorAnswered;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Requests and jobs that failed although nobody took the stack trace of an exception, whatever would have written it: loggers and
 * error trackers of all kinds have to ask the exception for it. Judged a little later, since a server may log what came
 * out of a request after its end, or on another thread. Thread-safe, bounded.
 */
final class Failures {

    private static final int MOST_TRACED = 4_096;
    private static final int MOST_WAITING = 1_024;
    private static final int MOST_CAUSES = 8;

    private final Surroundings surroundings;
    private final Observations observations;
    private final WeakStates<Boolean> traced;
    private final ConcurrentHashMap<Long, Failure> waiting = new ConcurrentHashMap<>();
    /** Keys of tasks that are no units of work of their own: below 0. */
    private final AtomicLong tasks = new AtomicLong();

    private final Repeats repeats;
    private final Looks looks = new Looks();
    private volatile @Nullable TracedOutside outside;

    /**
     * A stack trace was last taken outside of any unit of work.
     *
     * @param at milliseconds since the epoch
     * @param by the id of its thread
     * @param newest the unit that had begun last; the exception is of none that began later
     */
    private record TracedOutside(long at, long by, long newest) {

        boolean mayBeOf(Failure failure) {
            if (failure.unit.id() > newest) {
                return false;
            }
            return failure.thread == 0
                    ? at >= failure.endedAt - LogLimits.FAILURE_MILLIS
                    : at >= failure.endedAt && by == failure.thread;
        }
    }

    /** One request or job that is to be judged. */
    private static final class Failure {
        final Unit unit;
        final int status;
        final @Nullable WeakReference<Throwable> thrown;
        final String exception;
        final Site site;
        final UnitLog log;
        final long endedAt;
        /** The thread that alone has worked for it; 0 = others have as well. */
        final long thread;

        volatile boolean traced;
        /** Where a job's exception came from. */
        StackTraceElement[] trace = {};

        Failure(OpenUnit of, UnitLog log, @Nullable Throwable thrown, long endedAt) {
            this.unit = of.unit();
            this.status = of.status();
            this.thrown = thrown == null ? null : new WeakReference<>(thrown);
            this.exception = thrown == null ? "" : thrown.getClass().getName();
            this.site = log.failedAt;
            this.log = log;
            this.endedAt = endedAt;
            this.thread = of.isAtHome() ? Thread.currentThread().getId() : 0;
        }
    }

    Failures(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        traced = new WeakStates<>(MOST_TRACED, "log.traced", surroundings.drops());
        repeats = new Repeats(observations);
    }

    /** Somebody took a stack trace, or logged the exception. */
    void traced(Throwable thrown, OpenUnit unit, @Nullable UnitLog log) {
        if (log != null) {
            log.traced = true;
        }
        Throwable shown = thrown;
        for (int i = 0; i < MOST_CAUSES && shown != null; i++) {
            traced.put(shown, Boolean.TRUE); // a stack trace shows those of the causes
            noteWaiting(shown);
            shown = ThrownMessages.causeOf(shown);
        }
        if (!waiting.isEmpty()) {
            Failure failure = waiting.get(unit.unit().id());
            if (failure != null) {
                failure.traced = true;
            }
        }
        if (!unit.unit().isVisible()) {
            outside = new TracedOutside(
                    System.currentTimeMillis(),
                    Thread.currentThread().getId(),
                    surroundings.units().newest());
        }
    }

    /** Who waits may not keep the exception, so that it may be gone when it is judged. */
    private void noteWaiting(Throwable shown) {
        if (!waiting.isEmpty()) {
            for (Failure one : waiting.values()) {
                one.traced |= one.thrown != null && one.thrown.refersTo(shown);
            }
        }
    }

    /** Whether the stack trace of an exception, or of one that caused it, was taken. */
    private boolean isTraced(@Nullable Throwable thrown) {
        Throwable one = thrown;
        for (int i = 0; i < MOST_CAUSES && one != null; i++) {
            if (traced.get(one) != null) {
                return true;
            }
            one = ThrownMessages.causeOf(one);
        }
        return false;
    }

    /** Somebody reads the message of an exception. */
    void read(Throwable thrown, UnitLog log) {
        log.read = new WeakReference<>(thrown);
        if (looks.isDue()) {
            log.failedAt = surroundings.sites().here();
        }
    }

    /** The application sets the status of an error; of several places, as when a framework passes it on, the first counts. */
    void answers(UnitLog log) {
        if (log.read == null && log.failedAt == Site.UNKNOWN && looks.isDue()) {
            log.failedAt = surroundings.sites().here();
        }
    }

    /** A request ended with an error. */
    void ended(OpenUnit unit, @Nullable UnitLog kept) {
        UnitLog log = kept == null ? new UnitLog() : kept;
        boolean judged = unit.unit().isRequest() || unit.unit().isJob();
        if (log.traced || !judged || unit.isLate()) {
            return;
        }
        WeakReference<Throwable> read = log.read;
        Throwable failure = unit.failure();
        Throwable thrown = failure != null ? failure : read == null ? null : read.get();
        if (isTraced(thrown)) {
            return;
        }
        if (unit.unit().isRequest() && thrown != null && Disconnects.isClientGone(thrown, log.calls)) {
            return;
        }
        Failure one = new Failure(unit, log, thrown, System.currentTimeMillis());
        if (unit.unit().isJob() && thrown != null) {
            one.trace = ThrownMessages.trace(thrown);
        }
        wait(unit.unit().id(), one);
    }

    private void wait(long key, Failure failure) {
        if (waiting.size() >= MOST_WAITING) {
            observations.dropped("log.failed-request", 1);
        } else {
            waiting.put(key, failure);
        }
    }

    /** An exception ended a task that was to run again and again. */
    void stopped(OpenUnit unit, Throwable thrown) {
        if (!isTraced(thrown)) {
            Failure one = new Failure(unit, new UnitLog(), thrown, System.currentTimeMillis());
            one.trace = ThrownMessages.trace(thrown);
            wait(tasks.decrementAndGet(), one);
        }
    }

    /** Agent's thread. */
    void tick(long now, boolean last) {
        for (Map.Entry<Long, Failure> one : waiting.entrySet()) {
            Failure failure = one.getValue();
            if (last || now - failure.endedAt >= LogLimits.FAILURE_MILLIS) {
                waiting.remove(one.getKey());
                if (!isLogged(failure)) {
                    tell(failure);
                }
            }
        }
        repeats.tick(now);
    }

    private boolean isLogged(Failure failure) {
        if (failure.traced || failure.log.traced) {
            return true;
        }
        Throwable thrown = failure.thrown == null ? null : failure.thrown.get();
        for (int i = 0; i < MOST_CAUSES && thrown != null; i++) {
            if (traced.get(thrown) != null) {
                return true;
            }
            thrown = ThrownMessages.causeOf(thrown);
        }
        // An exception that nobody knows may be the one that was logged where nobody knows the request.
        TracedOutside last = outside;
        return failure.exception.isEmpty() && last != null && last.mayBeOf(failure);
    }

    private void tell(Failure failure) {
        long key = failure.status * 31L
                + failure.exception.hashCode() * 1_000_003L
                + failure.unit.route().hashCode();
        if (repeats.take(key)) {
            UnitLog log = failure.log;
            Phase phase = failure.unit.isRequest() ? Phase.REQUEST : Phase.JOB;
            Origin origin = new Origin(failure.endedAt, phase, failure.unit, failure.site, 0);
            repeats.tell(
                    key,
                    new ErrorAnswered(
                            origin,
                            failure.status,
                            failure.exception,
                            ThrownMessages.ownLine(failure.trace, surroundings.applicationRoots()),
                            log.events,
                            log.warnings,
                            log.calls));
        }
    }
}
