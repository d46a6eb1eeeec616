package dev.seaworthy.context;

import dev.seaworthy.observation.Limit;
import dev.seaworthy.observation.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one call while it is under way, each in milliseconds, {@link Limit#UNLIMITED} or {@link Limit#UNKNOWN},
 * with who set it. Filled anew for each call without allocating. One thread at a time.
 */
public final class CallLimits {

    private static final int CONNECT = 0;
    private static final int READ = 1;
    private static final int WHOLE = 2;
    private static final int LEASE = 3;
    private static final int ALL = 4;

    private final long[] millis = new long[ALL];
    private final Limit.@Nullable By[] by = new Limit.By[ALL];
    private boolean headOnly;

    public CallLimits() {
        clear();
    }

    public void clear() {
        for (int i = 0; i < ALL; i++) {
            set(i, Limit.UNKNOWN, Limit.By.UNKNOWN);
        }
        headOnly = false;
    }

    public void connect(long limit, Limit.By who) {
        set(CONNECT, limit, who);
    }

    public void read(long limit, Limit.By who) {
        set(READ, limit, who);
    }

    public void whole(long limit, Limit.By who) {
        set(WHOLE, limit, who);
    }

    public void lease(long limit, Limit.By who) {
        set(LEASE, limit, who);
    }

    /** Whether what bounds the call as a whole ends with the head of the answer, and nothing bounds the body. */
    public void headOnly(boolean ends) {
        headOnly = ends;
    }

    private void set(int which, long limit, Limit.By who) {
        millis[which] = limit;
        by[which] = who;
    }

    public long connect() {
        return millis[CONNECT];
    }

    public long read() {
        return millis[READ];
    }

    public long whole() {
        return millis[WHOLE];
    }

    public long lease() {
        return millis[LEASE];
    }

    public void set(CallLimits other) {
        for (int i = 0; i < ALL; i++) {
            set(i, other.millis[i], other.by[i]);
        }
        headOnly = other.headOnly;
    }

    /**
     * Takes what a client inside says: its limits are in force as far as they are known, but for the call as a whole,
     * which each client may bound for itself.
     */
    public void innermost(CallLimits inner) {
        boolean isWhole = !headOnly && millis[WHOLE] != Limit.UNKNOWN && millis[WHOLE] != Limit.UNLIMITED;
        headOnly = inner.headOnly && !isWhole;
        for (int i = 0; i < ALL; i++) {
            boolean isKnown = inner.millis[i] != Limit.UNKNOWN;
            boolean shorter = millis[i] == Limit.UNKNOWN || inner.millis[i] < millis[i];
            if (isKnown && (i != WHOLE || shorter)) {
                set(i, inner.millis[i], inner.by[i]);
            }
        }
    }

    /** The same for the same limits, whoever set them. */
    public long key() {
        long key = headOnly ? 1 : 0;
        for (long one : millis) {
            key = (key ^ one) * 0x9E3779B97F4A7C15L;
        }
        return key;
    }

    /** As they are now, to keep. */
    public Limits now(boolean bounded) {
        return new Limits(limit(CONNECT), limit(READ), limit(WHOLE), limit(LEASE), bounded, headOnly);
    }

    private Limit limit(int which) {
        Limit.By who = by[which];
        return new Limit(millis[which], who == null ? Limit.By.UNKNOWN : who);
    }
}
