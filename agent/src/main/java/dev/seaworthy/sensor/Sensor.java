package dev.seaworthy.sensor;

import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;

/**
 * Watches one API: names the calls to hook and turns what they hand over into observations.
 *
 * <p>{@code enter}, {@code exit} and {@code thrown} run on the application's threads, at any time, in parallel: they
 * copy values, decide as early as they can, allocate nothing on the repeat path, never block and never call into the
 * application's objects beyond plain getters. {@code tick} runs on the agent's thread.
 */
public interface Sensor extends Receiver {

    /**
     * Adds its hooks. Runs before {@code main}, so it loads next to nothing: no lambdas, regular expressions,
     * {@code String.format}, {@code java.nio.file} or logging.
     */
    void hooks(HookTable table);

    /**
     * Learns where the methods woven by {@code Hook.atRow} count; called once, before {@link #hooks}.
     *
     * @param owners identity hash of the object whose count the slot is, 0 = nobody's; the slot of an object is its
     *     identity hash modulo the length, a power of two
     * @param counts how often the method returned true
     */
    default void counters(int[] owners, int[] counts) {}

    /**
     * Does what can wait, about once a second and once more at JVM exit.
     *
     * @param now epoch milliseconds
     * @param last whether the JVM is going down: everything pending is told now
     */
    default void tick(long now, boolean last) {}
}
