package dev.seaworthy.boot;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own thread: weaves what could wait, does what sensors leave to it and judges, round after round. Whatever
 * fails in one of these is counted and passed over, errors of the JVM included, and the others are done all the same: the
 * thread ends when the agent does, never before.
 */
final class AgentThread implements Runnable {

    /** Name of its failures among the errors that are counted. */
    private static final String WHERE = "thread";

    /** How long it rests between two rounds. */
    private static final long REST_NANOS = 50_000_000L;

    /** What is to do in each round, in this order; on this thread alone. */
    interface Work {

        /** Whether the thread is to end. */
        boolean isOver();

        /** Makes what is needed soon; once, before all else. */
        void prepare();

        /** Weaves what could wait for {@code main}, when it is time. */
        void weaveRest();

        /** Does what sensors left for this thread. */
        void late();

        /** Rests so long at most. */
        void rest(long nanos);

        /** Judges what was seen; returns whether it did, false while it is too early. */
        boolean judge();
    }

    // Numbers: an enumeration would be two more classes before main.
    private static final int PREPARE = 0;
    private static final int WEAVE = 1;
    private static final int LATE = 2;
    private static final int REST = 3;
    private static final int JUDGE = 4;

    private static final int[] ROUND = {WEAVE, LATE, REST, LATE, JUDGE};

    private final Work work;
    private final Counts errors;
    private final Thread thread = Guard.thread("seaworthy", this);
    private volatile long judgedNanos = System.nanoTime();
    private volatile @Nullable Throwable last;

    AgentThread(Work work, Counts errors) {
        this.work = work;
        this.errors = errors;
    }

    /** Starts it. */
    void start() {
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    /** Ends its rest, and waits so long at most for its end, which {@link Work#isOver} must have allowed. */
    void join(long millis) {
        LockSupport.unpark(thread);
        try {
            thread.join(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long ago it judged without a failure, in milliseconds; since its creation if it never did. From any thread. */
    long ageMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - judgedNanos);
    }

    /** The last failure, null where there was none; told once. */
    @Nullable
    Throwable takeLast() {
        Throwable told = last;
        last = null;
        return told;
    }

    @Override
    public void run() {
        boolean marked = false;
        while (true) {
            try {
                if (!marked) {
                    Guard.ours();
                    marked = true;
                    perform(PREPARE);
                }
                if (work.isOver()) {
                    return;
                }
                for (int part : ROUND) {
                    perform(part);
                }
            } catch (Throwable failed) {
                passOver(failed);
            }
        }
    }

    private void perform(int part) {
        try {
            switch (part) {
                case PREPARE -> work.prepare();
                case WEAVE -> work.weaveRest();
                case LATE -> work.late();
                case REST -> {
                    // With that flag set nothing rests; the application may interrupt any thread that it finds.
                    Thread.interrupted();
                    work.rest(REST_NANOS);
                }
                default -> {
                    if (work.judge()) {
                        judgedNanos = System.nanoTime();
                    }
                }
            }
        } catch (Throwable failed) {
            passOver(failed);
            if (part == REST) {
                LockSupport.parkNanos(REST_NANOS);
            }
        }
    }

    private void passOver(Throwable failed) {
        try {
            last = failed;
            errors.add(WHERE, 1);
        } catch (Throwable again) {
            // Without memory even the counting fails; the age of the last round shows it.
        }
    }
}
