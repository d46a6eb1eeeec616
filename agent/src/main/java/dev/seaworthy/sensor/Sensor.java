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
     * Does what can wait, about once a second and once more at JVM exit.
     *
     * @param now epoch milliseconds
     * @param last whether the JVM is going down: everything pending is told now
     */
    default void tick(long now, boolean last) {}
}
