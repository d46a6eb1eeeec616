package dev.seaworthy.boot;

import org.jspecify.annotations.Nullable;

/** Whether the calling thread is busy with the agent's own work, so that hooks reached from there do nothing. */
final class Guard {

    /** Without an initial value: the class that knew it would be one more before {@code main}. */
    private static final ThreadLocal<@Nullable Guard> OF_THREAD = new ThreadLocal<>();

    boolean busy;

    private Guard() {}

    static Guard here() {
        Guard known = OF_THREAD.get();
        if (known == null) {
            known = new Guard();
            OF_THREAD.set(known);
        }
        return known;
    }

    /** Makes the calling thread busy with the agent's own; says what it was before, which {@link #leave} is given. */
    static boolean enter() {
        Guard guard = here();
        boolean before = guard.busy;
        guard.busy = true;
        return before;
    }

    /** The calling thread is again what it was before. */
    static void leave(boolean before) {
        here().busy = before;
    }

    /** Declares the calling thread the agent's own, for good. */
    static void ours() {
        here().busy = true;
    }

    /** Runs the agent's own work among the application's: what fails in it ends here and is counted. */
    static void run(Runnable work, Counts errors) {
        try {
            boolean before = enter();
            try {
                work.run();
            } finally {
                leave(before);
            }
        } catch (Throwable failed) {
            // Whoever stops a thread means the application's, wherever it is. By name: later JDKs may have none.
            if (failed instanceof Error stop && failed.getClass().getName().equals("java.lang.ThreadDeath")) {
                throw stop;
            }
            countQuietly(errors);
        }
    }

    private static void countQuietly(Counts errors) {
        try {
            errors.add("callback", 1);
        } catch (Throwable again) {
            // On a nearly overflown stack even the counting fails; the application must not see it.
        }
    }

    /**
     * A daemon that is to do the agent's own work. It belongs to the group of the system, where the JVM's threads are:
     * a program that counts or ends the threads of its own group, or waits until only one is left, must not find it. It
     * inherits nothing of the thread that makes it, which may be the application's.
     */
    static Thread thread(String name, Runnable work) {
        Thread thread;
        try {
            thread = new Thread(system(), work, name, 0, false);
        } catch (SecurityException forbidden) {
            thread = new Thread(null, work, name, 0, false);
        }
        thread.setDaemon(true);
        thread.setPriority(Thread.NORM_PRIORITY);
        thread.setContextClassLoader(Guard.class.getClassLoader());
        return thread;
    }

    private static @Nullable ThreadGroup system() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup above = group; above != null; above = above.getParent()) {
            group = above;
        }
        return group;
    }
}
