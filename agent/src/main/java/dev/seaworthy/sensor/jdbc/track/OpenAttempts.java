package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.jdbc.discover.Hooks;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of this process to open physical connections: those under way, and how many have ended. An attempt whose
 * end nobody sees is forgotten: with its thread, by its thread's next call, or after a while. Thread-safe, lock-free; a
 * borrow while nothing is being opened costs one look.
 */
public final class OpenAttempts {

    /** A connect that nobody bounds gives up sooner. */
    private static final long LONGEST_NANOS = 150_000_000_000L;

    private static final Opening[] NONE = {};

    private static final AtomicReferenceFieldUpdater<OpenAttempts, Opening[]> UNDER_WAY =
            AtomicReferenceFieldUpdater.newUpdater(OpenAttempts.class, Opening[].class, "underWay");

    /** Never changed in place. */
    private volatile Opening[] underWay = NONE;

    private final LongAdder ended = new LongAdder();

    /** One attempt of one thread. */
    static final class Opening {
        private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
        private final long beganNanos;

        private Opening(long now) {
            beganNanos = now;
        }

        private boolean isOver(long now) {
            Thread by = thread.get();
            return by == null || !by.isAlive() || now - beganNanos > LONGEST_NANOS;
        }
    }

    /** What {@link #wentOnSince} is to be asked with: one that goes on now may end before whoever asks. */
    long before() {
        return isOpening() ? -1 : ended.sum();
    }

    boolean wentOnSince(long before) {
        return before < 0 || isOpening() || ended.sum() != before;
    }

    private boolean isOpening() {
        return underWay != NONE && isOpening(System.nanoTime());
    }

    /** Whether any goes on at {@code now}; forgets those that must be over. */
    boolean isOpening(long now) {
        boolean any = false;
        for (Opening one : underWay) {
            if (one.isOver(now)) {
                forget(one);
            } else {
                any = true;
            }
        }
        return any;
    }

    /** A call begins that may open one; those inside it are the same attempt. */
    void begins(ThreadState thread) {
        if (thread.nest.has(Hooks.OPEN)) {
            return;
        }
        ended(thread);
        Opening begun = new Opening(System.nanoTime());
        thread.opening = begun;
        thread.borrow.opened = true;
        Opening[] before;
        Opening[] after;
        do {
            before = underWay;
            after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = begun;
        } while (!UNDER_WAY.compareAndSet(this, before, after));
    }

    /** A call of that thread is over, or its first begins: where it is in none that opens, its attempt has ended. */
    void ended(ThreadState thread) {
        Opening begun = thread.opening;
        if (begun != null && !thread.nest.has(Hooks.OPEN)) {
            thread.opening = null;
            forget(begun);
            ended.increment();
        }
    }

    /**
     * A DataSource that was taken for a driver's hands on what another one lends it: p6spy's, for one.
     *
     * @param anotherDid whether that other one opened a connection
     */
    void didNotBegin(boolean anotherDid, ThreadState thread) {
        Opening begun = thread.opening;
        if (thread.nest.has(Hooks.OPEN) || begun == null) {
            return;
        }
        thread.opening = null;
        forget(begun);
        if (anotherDid) {
            ended.increment();
        } else {
            thread.borrow.opened = false;
        }
    }

    private void forget(Opening one) {
        Opening[] before;
        Opening[] after;
        do {
            before = underWay;
            after = without(before, one);
            if (after == null) {
                return;
            }
        } while (!UNDER_WAY.compareAndSet(this, before, after));
    }

    private static Opening @Nullable [] without(Opening[] all, Opening one) {
        for (int i = 0; i < all.length; i++) {
            if (all[i] == one) {
                if (all.length == 1) {
                    return NONE;
                }
                Opening[] others = new Opening[all.length - 1];
                System.arraycopy(all, 0, others, 0, i);
                System.arraycopy(all, i + 1, others, i, others.length - i);
                return others;
            }
        }
        return null;
    }
}
