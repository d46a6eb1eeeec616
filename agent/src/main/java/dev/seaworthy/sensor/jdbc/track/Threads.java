package dev.seaworthy.sensor.jdbc.track;

/** What each thread is doing with JDBC. Thread-safe. */
public final class Threads {

    private final TrackedThread.Sum all = new TrackedThread.Sum();
    private final ThreadLocal<ThreadState> threads = new ThreadLocal<>() {
        @Override
        protected ThreadState initialValue() {
            return new ThreadState(all.add());
        }
    };

    /** The calling thread's. */
    public ThreadState here() {
        return threads.get();
    }

    /** What all of them have counted. */
    public TrackedThread.Sum all() {
        return all;
    }
}
