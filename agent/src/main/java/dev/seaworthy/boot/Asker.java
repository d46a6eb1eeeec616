package dev.seaworthy.boot;

import java.util.ArrayList;
import java.util.List;

/** Asks the application's own objects what they say of themselves: one that never answers costs a thread, once. */
final class Asker {

    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long STEP_MILLIS = 10;
    private static final int MOST_SILENT = 3;

    private final Counts dropped;
    private final Counts errors;
    private final List<Thread> silent = new ArrayList<>();

    Asker(Counts dropped, Counts errors) {
        this.dropped = dropped;
        this.errors = errors;
    }

    /**
     * Returns when it is answered, or given up. One thread at a time.
     *
     * @param meanwhile what the caller does all the while, again and again, as nobody else does it
     */
    synchronized void ask(Runnable question, Runnable meanwhile) {
        silent.removeIf(thread -> !thread.isAlive());
        if (silent.size() >= MOST_SILENT) {
            dropped.add("question", 1);
            return;
        }
        Thread thread = Guard.thread("seaworthy-asks", () -> answer(question));
        // What the application's code finds by its thread is the application's, not ours; and a thread that never ends
        // must not hold the loader of whichever web application it was made in.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
        long began = System.nanoTime();
        try {
            while (thread.isAlive() && System.nanoTime() - began < PATIENCE_NANOS) {
                thread.join(STEP_MILLIS);
                meanwhile.run();
            }
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            silent.add(thread);
            dropped.add("question", 1);
        }
    }

    private void answer(Runnable question) {
        Guard.ours();
        try {
            question.run();
        } catch (Throwable failed) {
            errors.add("late", 1);
        }
    }
}
