package dev.seaworthy.sensor.jdbc.track;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One thread that uses JDBC, as others see it: who it is, whether it has ended, and how often it did what threads do
 * often. That is counted without a word to any other thread; the agent's thread adds it up once a second.
 */
public final class TrackedThread {

    public static final int BORROWS = 0;
    public static final int RETURNS = 1;
    public static final int EXECUTIONS = 2;
    private static final int KINDS = 3;

    private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
    public final long id = Thread.currentThread().getId();
    /** Number of the connection that it touched last, where no unit of work was visible. */
    long touched;
    /** How often it went from one connection to another. */
    long switches;

    private final AtomicLongArray counts = new AtomicLongArray(KINDS);

    private TrackedThread() {}

    /** One more; on its own thread. */
    void count(int kind) {
        counts.lazySet(kind, counts.getPlain(kind) + 1);
    }

    /** Whether its thread has ended. */
    boolean isOver() {
        Thread of = thread.get();
        return of == null || !of.isAlive();
    }

    /** The tallies of all threads, and what the threads that are gone have counted. */
    public static final class Sum {
        private final ConcurrentLinkedQueue<TrackedThread> all = new ConcurrentLinkedQueue<>();
        private final long[] gone = new long[KINDS];
        private final long[] taken = new long[KINDS];

        /** For the calling thread. */
        TrackedThread add() {
            TrackedThread made = new TrackedThread();
            all.add(made);
            return made;
        }

        /** What was counted since the last time that this was asked; agent's thread. */
        public long take(int kind) {
            long sum = gone[kind];
            for (TrackedThread one : all) {
                sum += one.counts.get(kind);
            }
            long more = sum - taken[kind];
            taken[kind] = sum;
            return more;
        }

        /** Keeps no tally of a thread that has ended; agent's thread. */
        public void tidy() {
            for (Iterator<TrackedThread> each = all.iterator(); each.hasNext(); ) {
                TrackedThread one = each.next();
                if (one.isOver()) {
                    for (int kind = 0; kind < KINDS; kind++) {
                        gone[kind] += one.counts.get(kind);
                    }
                    each.remove();
                }
            }
        }
    }
}
