package dev.seaworthy.sensor;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One thread, as others see it: who it is, whether it has ended, and how often it did what threads do often. That is
 * counted without a word to any other thread; the agent's thread adds it up once a second.
 */
public class ThreadTally {

    private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
    public final long id = Thread.currentThread().getId();
    private final AtomicLongArray counts;

    /** Of the calling thread, for so many kinds of things. */
    protected ThreadTally(int kinds) {
        counts = new AtomicLongArray(kinds);
    }

    /** One more; on its own thread. */
    public final void count(int kind) {
        counts.lazySet(kind, counts.getPlain(kind) + 1);
    }

    /** Whether its thread has ended. */
    public final boolean isOver() {
        Thread of = thread.get();
        return of == null || !of.isAlive();
    }

    /** The tallies of all threads, and what the threads that are gone have counted. */
    public static final class Sum {
        private final ConcurrentLinkedQueue<ThreadTally> all = new ConcurrentLinkedQueue<>();
        private final long[] gone;
        private final long[] taken;

        public Sum(int kinds) {
            gone = new long[kinds];
            taken = new long[kinds];
        }

        public void add(ThreadTally one) {
            all.add(one);
        }

        /** What was counted since the last time that this was asked; agent's thread. */
        public long take(int kind) {
            long sum = gone[kind];
            for (ThreadTally one : all) {
                sum += one.counts.get(kind);
            }
            long more = sum - taken[kind];
            taken[kind] = sum;
            return more;
        }

        /** Keeps no tally of a thread that has ended; agent's thread. */
        public void tidy() {
            for (Iterator<ThreadTally> each = all.iterator(); each.hasNext(); ) {
                ThreadTally one = each.next();
                if (one.isOver()) {
                    for (int kind = 0; kind < gone.length; kind++) {
                        gone[kind] += one.counts.get(kind);
                    }
                    each.remove();
                }
            }
        }
    }
}
