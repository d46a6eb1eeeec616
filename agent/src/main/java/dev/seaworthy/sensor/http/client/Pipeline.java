package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands between a call and those who wait for it in a pipeline of Reactor's: operators that limit the time,
 * and a thread that waits at its end. Thread-safe, bounded.
 */
final class Pipeline {

    static final int MOST = 1 << 13;
    private static final int LONGEST = 256;
    private static final int MOST_DIGITS = 12;

    private static final Getter ACTUALS = Getter.of("reactor.core.Scannable", "actuals");
    private static final String OF_REACTOR = "reactor.core.publisher.";
    private static final String WAITS = "reactor.core.publisher.Blocking";
    /** What may end a pipeline before its source does. */
    private static final String[] ENDS = {"Timeout", "TakeUntil", "First", "Race"};

    /** Whose other operators end nothing of their own accord. */
    private static final String NETTYS = "reactor.netty.";

    private static final String SPRINGS = "org.springframework.";

    /** Whether a limit was dropped: from then on one may be there that is not known. */
    private volatile boolean missed;

    /** Limits of operators, and of threads that wait. */
    private final WeakStates<Patience> limits;

    /** How long somebody waits. */
    private static final class Patience {
        /** 0 = nobody has said so yet. */
        volatile long nanos;
    }

    Pipeline(Drops drops) {
        limits = new WeakStates<>(MOST, "http.reactor", (where, more) -> {
            missed = true;
            drops.dropped(where, more);
        });
    }

    private Patience of(Object operator) {
        Patience known = limits.get(operator);
        if (known != null) {
            return known;
        }
        Patience made = new Patience();
        Patience kept = limits.putIfAbsent(operator, made);
        return kept == null ? made : kept;
    }

    /** An operator was made whose timeout is described so: {@code 1300ms in 'map'}. */
    void made(Object operator, String timeout) {
        long millis = 0;
        int at = 0;
        while (at < Math.min(MOST_DIGITS, timeout.length()) && Character.digit(timeout.charAt(at), 10) >= 0) {
            millis = millis * 10 + Character.digit(timeout.charAt(at++), 10);
        }
        if (at > 0 && timeout.startsWith("ms", at)) {
            of(operator).nanos = Math.max(1, TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    /** A thread begins to wait by {@code end}, which may have been subscribed to calls before. */
    void waits(Object end, long nanos) {
        of(end).nanos = Math.max(1, nanos);
    }

    /** Says what limits a call that this one subscribes to. */
    void read(Details into, Object subscriber) {
        Object last = subscriber;
        long least = least(0, subscriber);
        boolean ends = mayEnd(subscriber);
        if (!(ACTUALS.read(subscriber) instanceof Stream<?> stream)) {
            return;
        }
        Iterator<?> behind = stream.iterator();
        for (int i = 0; i < LONGEST && behind.hasNext(); i++) {
            last = behind.next();
            least = least(least, last);
            ends |= mayEnd(last);
        }
        if (last == null) {
            return;
        }
        boolean isWait = last.getClass().getName().startsWith(WAITS);
        if (isWait || least > 0) {
            Patience atEnd = isWait ? of(last) : new Patience();
            long inside = least;
            into.within(() -> shorter(inside, atEnd.nanos));
        }
        if (isWait && !ends && !missed) {
            into.exposed();
        }
    }

    private long least(long before, @Nullable Object operator) {
        Patience known = operator == null ? null : limits.get(operator);
        return known == null ? before : shorter(before, known.nanos);
    }

    private static long shorter(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    private static boolean mayEnd(@Nullable Object operator) {
        String name = operator == null ? "" : operator.getClass().getName();
        if (!name.startsWith(OF_REACTOR)) {
            return !name.startsWith(NETTYS) && !name.startsWith(SPRINGS);
        }
        for (String part : ENDS) {
            if (!name.startsWith(WAITS) && name.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
