package dev.seaworthy.sensor.jdbc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The attempts of this process to open physical connections: those under way, and how many have ended. Thread-safe. */
final class Opens {

    private final AtomicInteger opening = new AtomicInteger();
    private final LongAdder ended = new LongAdder();

    /** What {@link #wentOnSince} is to be asked with: one that goes on now may end before whoever asks. */
    long before() {
        return opening.get() > 0 ? -1 : ended.sum();
    }

    boolean wentOnSince(long before) {
        return before < 0 || opening.get() > 0 || ended.sum() != before;
    }

    /** A call begins that may open one; those inside it are the same attempt. */
    void begins(PerThread thread) {
        if (!thread.nest.has(Hooks.OPEN)) {
            opening.incrementAndGet();
            thread.borrow.opened = true;
        }
    }

    void ended(int op, Nest nest) {
        if (op == Hooks.OPEN && !nest.has(Hooks.OPEN)) {
            opening.decrementAndGet();
            ended.increment();
        }
    }

    /**
     * A DataSource that was taken for a driver's hands on what another one lends it: p6spy's, for one.
     *
     * @param anotherDid whether that other one opened a connection
     */
    void didNotBegin(boolean anotherDid, PerThread thread) {
        if (thread.nest.has(Hooks.OPEN)) {
            return;
        }
        opening.decrementAndGet();
        if (anotherDid) {
            ended.increment();
        } else {
            thread.borrow.opened = false;
        }
    }
}
