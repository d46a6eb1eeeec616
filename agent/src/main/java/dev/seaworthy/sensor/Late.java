package dev.seaworthy.sensor;

import dev.seaworthy.weave.Hook;
import java.util.List;

/** Weaves classes that are found by behaviour while the application runs. Thread-safe. */
public interface Late {

    /**
     * Weaves {@code hooks} into their classes, from the agent's thread; each class and method once, later calls return
     * at once.
     *
     * @param type the loaded class to weave; all hooks name it as owner
     * @param patienceMillis how long the caller waits for it at most, 0 = not at all
     */
    void weave(Class<?> type, List<Hook> hooks, long patienceMillis);

    /** The same; runs {@code inPlace} on the agent's thread once the hooks are there, never where the JVM refused them. */
    default void weave(Class<?> type, List<Hook> hooks, long patienceMillis, Runnable inPlace) {
        weave(type, hooks, patienceMillis);
        inPlace.run();
    }

    /** Runs {@code task} on the agent's thread, soon. Dropped and counted where too many wait. */
    void later(Runnable task);

    /**
     * Runs a task that calls methods of the application's own objects, soon, on a thread that may wait for ever: such a
     * task is given up after a while, and counted. Asked by a task of {@link #later}, it has run or is given up when this
     * returns.
     */
    default void ask(Runnable question) {
        later(question);
    }

    /**
     * Runs on the calling thread what an object of the application calls back without a hook between, such as a listener
     * that a sensor added: as the agent's own work, so that hooks that are reached from there do nothing. What fails in it
     * ends here and is counted. Does nothing once the agent has left.
     */
    default void calledBack(Runnable work) {
        work.run();
    }

    /** Classes loaded so far that can be assigned to {@code type}; walks the JVM's list, agent's thread only. */
    List<Class<?>> loaded(Class<?> type);

    /**
     * Weaves now what was left for after {@code main} began; once, later calls return at once.
     *
     * @param patienceMillis how long the caller waits for it at most
     */
    default void hurry(long patienceMillis) {}
}
