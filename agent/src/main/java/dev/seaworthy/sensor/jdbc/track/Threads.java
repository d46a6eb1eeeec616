package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.ThreadTally;

/** What each thread is doing with JDBC. Thread-safe. */
public final class Threads {

    private final ThreadTally.Sum all = new ThreadTally.Sum(TrackedThread.KINDS);
    private final ThreadLocal<ThreadState> threads = new ThreadLocal<>() {
        @Override
        protected ThreadState initialValue() {
            TrackedThread made = new TrackedThread();
            all.add(made);
            return new ThreadState(made);
        }
    };

    /** The calling thread's. */
    public ThreadState here() {
        return threads.get();
    }

    /** What all of them have counted. */
    public ThreadTally.Sum all() {
        return all;
    }
}
