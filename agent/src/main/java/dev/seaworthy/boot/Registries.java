package dev.seaworthy.boot;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The application's Micrometer registries, as they are made. No sensor: that one was made is nothing to judge, only a place
 * where findings can be shown, so it goes to a reporter by way of the boot, not by way of observations. Holds them weakly.
 *
 * <p>Registries that were made before the agent came are found where they are in {@code Metrics.globalRegistry}. Micrometer
 * under another package name, as another agent carries it, is not looked for.
 */
final class Registries implements Receiver, Supplier<@Nullable Object> {

    private static final String NAME = "runtime.Micrometer";
    private static final String PACKAGE = "io.micrometer.core.instrument.";
    private static final String REGISTRY = PACKAGE + "MeterRegistry";
    private static final int MOST = 256;

    private final Counts dropped;
    private final ArrayBlockingQueue<WeakReference<Object>> made = new ArrayBlockingQueue<>(MOST);
    private volatile boolean any;

    Registries(Counts dropped) {
        this.dropped = dropped;
    }

    void hooks(HookTable table) {
        table.add(Hook.on(NAME, REGISTRY.replace('.', '/'), "<init>", null, this, 0)
                .give(Hook.SELF)
                .atExit());
    }

    /** Whether there has been one at all. */
    boolean any() {
        return any;
    }

    /** The next one that was made, null for none. */
    @Override
    public @Nullable Object get() {
        for (WeakReference<Object> next = made.poll(); next != null; next = made.poll()) {
            Object registry = next.get();
            if (registry != null) {
                return registry;
            }
        }
        return null;
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object self, @Nullable Object b, @Nullable Object c) {
        if (self != null) {
            add(self);
        }
    }

    /** These classes had been loaded before the agent came. */
    void loaded(List<Class<?>> types) {
        for (Class<?> type : types) {
            if (type.getName().equals(REGISTRY)) {
                try {
                    Object global = Class.forName(PACKAGE + "Metrics", true, type.getClassLoader())
                            .getField("globalRegistry")
                            .get(null);
                    if (global != null) {
                        add(global);
                    }
                } catch (ReflectiveOperationException | LinkageError none) {
                    dropped.add("registries", 1);
                }
            }
        }
    }

    private void add(Object registry) {
        if (made.offer(new WeakReference<>(registry))) {
            any = true;
        } else {
            dropped.add("registries", 1);
        }
    }
}
