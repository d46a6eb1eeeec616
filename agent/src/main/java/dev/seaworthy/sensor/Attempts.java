package dev.seaworthy.sensor;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of this process at something that takes a while, such as a connection: those under way, and how many have
 * ended. An attempt whose end nobody sees is forgotten with its thread, or after a while. Thread-safe, lock-free; asking
 * while none is under way costs one look.
 */
public class Attempts {

    /** Whatever nobody bounds gives up sooner. */
    private static final long LONGEST_NANOS = 150_000_000_000L;

    private static final Attempt[] NONE = {};

    private static final AtomicReferenceFieldUpdater<Attempts, Attempt[]> UNDER_WAY =
            AtomicReferenceFieldUpdater.newUpdater(Attempts.class, Attempt[].class, "underWay");

    /** Never changed in place. */
    private volatile Attempt[] underWay = NONE;

    private final LongAdder ended = new LongAdder();

    /** One attempt of one thread. */
    public static final class Attempt {
        private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
        private final long beganNanos = System.nanoTime();

        private Attempt() {}

        private boolean isOver(long now) {
            Thread by = thread.get();
            return by == null || !by.isAlive() || now - beganNanos > LONGEST_NANOS;
        }
    }

    /** What {@link #wentOnSince} is to be asked with: one that goes on now may end before whoever asks. */
    public final long before() {
        return isUnderWay() ? -1 : ended.sum();
    }

    public final boolean wentOnSince(long before) {
        return before < 0 || isUnderWay() || ended.sum() != before;
    }

    private boolean isUnderWay() {
        return underWay != NONE && isUnderWay(System.nanoTime());
    }

    /** Whether any goes on at {@code now}; forgets those that must be over. */
    public final boolean isUnderWay(long now) {
        boolean any = false;
        for (Attempt one : underWay) {
            if (one.isOver(now)) {
                forget(one);
            } else {
                any = true;
            }
        }
        return any;
    }

    /** The calling thread begins one. */
    protected final Attempt begin() {
        Attempt begun = new Attempt();
        Attempt[] before;
        Attempt[] after;
        do {
            before = underWay;
            after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = begun;
        } while (!UNDER_WAY.compareAndSet(this, before, after));
        return begun;
    }

    /** It is over. */
    protected final void end(Attempt one) {
        forget(one);
        ended.increment();
    }

    /** It was none. */
    protected final void forget(Attempt one) {
        Attempt[] before;
        Attempt[] after;
        do {
            before = underWay;
            after = without(before, one);
            if (after == null) {
                return;
            }
        } while (!UNDER_WAY.compareAndSet(this, before, after));
    }

    private static Attempt @Nullable [] without(Attempt[] all, Attempt one) {
        for (int i = 0; i < all.length; i++) {
            if (all[i] == one) {
                if (all.length == 1) {
                    return NONE;
                }
                Attempt[] others = new Attempt[all.length - 1];
                System.arraycopy(all, 0, others, 0, i);
                System.arraycopy(all, i + 1, others, i, others.length - i);
                return others;
            }
        }
        return null;
    }
}
