package dev.seaworthy.sensor;

import dev.seaworthy.weave.Hook;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /**
     * Weaves the classes of one hierarchy together, from the agent's thread: one retransformation, and one wait at most.
     * Nobody calls it, nor {@link #weave(Class, List, long)} with patience, while holding a lock that the agent's thread
     * may want.
     *
     * @param hierarchy the loaded classes to weave, each with hooks that name it as owner
     * @param patienceMillis how long the caller waits for all of it at most, 0 = not at all
     * @param watched one of these classes, null = {@code inPlace} is never run
     * @param inPlace runs on the agent's thread once the watched class has its hooks, never if the JVM refused them
     */
    default void weave(
            Map<Class<?>, List<Hook>> hierarchy, long patienceMillis, @Nullable Class<?> watched, Runnable inPlace) {
        for (Map.Entry<Class<?>, List<Hook>> one : hierarchy.entrySet()) {
            weave(one.getKey(), one.getValue(), patienceMillis);
        }
        if (watched != null) {
            inPlace.run();
        }
    }

    /** Whether that class was loaded with all the hooks that it has; not where it was there before the agent. */
    default boolean isBornWith(Class<?> type) {
        return false;
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

    /**
     * Woven code hands over the completion of futures of this class from now on.
     *
     * @param futures {@code Object} = of any class, null = of none
     */
    default void awaits(@Nullable Class<?> futures) {}

    /**
     * Looks for the loaded classes that can be assigned to {@code kind} and may have objects. One pass over the JVM's list
     * serves all who ask in the meantime; passes keep a distance that grows with what the last one cost. From any thread.
     *
     * @param found gets them once, soon, on the agent's thread; those who asked first are served first
     */
    default void look(Class<?> kind, Consumer<List<Class<?>>> found) {}

    /** All loaded classes that may have objects; walks the JVM's list, agent's thread only. */
    default List<Class<?>> loaded() {
        return List.of();
    }

    /**
     * Weaves now what was left for after {@code main} began; once, later calls return at once.
     *
     * @param patienceMillis how long the caller waits for it at most
     */
    default void hurry(long patienceMillis) {}
}
