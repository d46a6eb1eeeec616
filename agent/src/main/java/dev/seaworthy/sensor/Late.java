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

    /** Runs {@code task} on the agent's thread, soon. Dropped and counted where too many wait. */
    void later(Runnable task);

    /** Classes loaded so far that can be assigned to {@code type}; walks the JVM's list, agent's thread only. */
    List<Class<?>> loaded(Class<?> type);

    /**
     * Weaves now what was left for after {@code main} began; once, later calls return at once.
     *
     * @param patienceMillis how long the caller waits for it at most
     */
    default void hurry(long patienceMillis) {}
}
