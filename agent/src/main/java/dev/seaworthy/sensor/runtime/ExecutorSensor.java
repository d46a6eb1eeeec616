package dev.seaworthy.sensor.runtime;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.context.Workers;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of executors: one that a unit of work handed over continues that unit, any other is a unit of its own.
 *
 * <p>A pool's {@code beforeExecute} may be overridden without calling the JDK's; tasks are then seen only where they are
 * a {@code FutureTask} or a {@code CompletableFuture}'s.
 */
public final class ExecutorSensor implements Sensor {

    private static final int SUBMITTED = 0;
    private static final int BEFORE = 1;
    private static final int AFTER = 2;
    private static final int RUN = 3;
    private static final int PART = 4;

    private static final int REMEMBERED = 20_000;

    private final Units units;
    private final Workers workers;
    private final WeakStates<Unit> submitted;

    public ExecutorSensor(Surroundings surroundings) {
        units = surroundings.units();
        workers = surroundings.workers();
        submitted = new WeakStates<>(REMEMBERED, "runtime.tasks", surroundings.drops());
    }

    @Override
    public void hooks(HookTable table) {
        String pool = "java/util/concurrent/ThreadPoolExecutor";
        String name = "runtime.executor";
        table.add(Hook.on(name, pool, "execute", "(Ljava/lang/Runnable;)V", this, SUBMITTED)
                .give(0)
                .atEntry());
        table.add(Hook.on(name, pool, "beforeExecute", "(Ljava/lang/Thread;Ljava/lang/Runnable;)V", this, BEFORE)
                .give(1, Hook.SELF)
                .atEntry());
        table.add(Hook.on(name, pool, "afterExecute", "(Ljava/lang/Runnable;Ljava/lang/Throwable;)V", this, AFTER)
                .atEntry());
        task(table, "java/util/concurrent/FutureTask", "run");
        task(table, "java/util/concurrent/FutureTask", "runAndReset");
        task(table, "java/util/concurrent/CompletableFuture$AsyncSupply", "run");
        task(table, "java/util/concurrent/CompletableFuture$AsyncRun", "run");
        made(table, "java/util/concurrent/FutureTask");
        made(table, "java/util/concurrent/CompletableFuture$AsyncSupply");
        made(table, "java/util/concurrent/CompletableFuture$AsyncRun");
        Carriers carriers = new Carriers(table, this, SUBMITTED);
        carriers.addTasks(RUN);
        carriers.addParts(PART);
    }

    private void task(HookTable table, String owner, String method) {
        table.add(Hook.on("runtime.task", owner, method, null, this, RUN)
                .give(Hook.SELF)
                .atEntry()
                .atExit()
                .atThrow());
    }

    private void made(HookTable table, String owner) {
        table.add(Hook.on("runtime.task", owner, "<init>", null, this, SUBMITTED)
                .give(Hook.SELF)
                .atExit());
    }

    @Override
    public void enter(int op, @Nullable Object task, @Nullable Object executor, @Nullable Object c) {
        switch (op) {
            case SUBMITTED -> remember(task);
            case BEFORE -> {
                // A worker is in nothing when it takes a task, whatever an overridden afterExecute left behind.
                units.reset();
                if (executor != null) {
                    workers.worksFor(executor);
                }
                begin(task);
            }
            case AFTER -> units.reset();
            case PART -> units.adopt(handedOver(task));
            default -> begin(task);
        }
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object task, @Nullable Object b, @Nullable Object c) {
        if (op == SUBMITTED) {
            remember(task);
        } else {
            units.end();
        }
    }

    @Override
    public void thrown(int op, Throwable thrown, @Nullable Object task, @Nullable Object b, @Nullable Object c) {
        units.end();
    }

    @Override
    public void tick(long now, boolean last) {
        units.tick(last ? Long.MAX_VALUE : now);
    }

    private void remember(@Nullable Object task) {
        Unit unit = units.current();
        if (unit.isVisible() && task != null) {
            submitted.put(task, unit);
        }
    }

    private void begin(@Nullable Object task) {
        Unit from = handedOver(task);
        if (from.isVisible()) {
            units.adopt(from);
        } else {
            units.begin(Unit.Kind.TASK, false, true);
        }
    }

    /** The unit that a task continues: the one that the thread is in, else the one that it was made in. */
    private Unit handedOver(@Nullable Object task) {
        Unit current = units.current();
        Unit made = current.isVisible() || task == null ? null : submitted.remove(task);
        return made == null ? current : made;
    }
}
