package dev.seaworthy.sensor.runtime;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.context.Workers;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of executors: one that a unit of work handed over continues that unit, any other is a unit of its own.
 *
 * <p>A pool's {@code beforeExecute} may be overridden without calling the JDK's; tasks are then seen only where they are
 * a {@code FutureTask} or a {@code CompletableFuture}'s.
 *
 * <p>A platform thread carries nothing to where it runs. Most that a unit of work starts are workers of a pool that
 * happened to grow in it, and would count to that unit as long as they live; tasks, which do have an end, carry it instead.
 */
public final class ExecutorSensor extends LazySensor<WeakStates<Unit>> {

    private static final int SUBMITTED = 0;
    private static final int BEFORE = 1;
    private static final int AFTER = 2;
    private static final int RUN = 3;
    private static final int PART = 4;
    private static final int DEPENDS = 5;

    private static final int REMEMBERED = 20_000;

    private static final String VIRTUAL_THREAD = "java/lang/VirtualThread";

    /** Each is a task of its own if nobody handed it over. */
    private static final String[] TASKS = {
        // what servers make of a task of AsyncContext.start, if that has a name; Jetty makes a lambda of it
        "org/apache/catalina/core/AsyncContextImpl$RunnableWrapper",
        "io/undertow/servlet/spec/AsyncContextImpl$4",
        "java/util/concurrent/ThreadPerTaskExecutor$TaskRunner",
        "java/util/concurrent/ForkJoinTask$AdaptedRunnable",
        "java/util/concurrent/ForkJoinTask$AdaptedRunnableAction",
        "java/util/concurrent/ForkJoinTask$AdaptedCallable",
        "java/util/concurrent/ForkJoinTask$AdaptedInterruptibleCallable",
        "java/util/concurrent/ForkJoinTask$RunnableExecuteAction",
        "java/util/concurrent/ForkJoinTask$InterruptibleTask"
    };

    /** Each is only ever a part of something else; parallel streams are made of the first. */
    private static final String[] PARTS = {
        "java/util/concurrent/CountedCompleter",
        "java/util/concurrent/RecursiveAction",
        "java/util/concurrent/RecursiveTask",
        VIRTUAL_THREAD
    };

    private final Units units;
    private final Workers workers;
    private final Drops drops;

    public ExecutorSensor(Surroundings surroundings) {
        units = surroundings.units();
        workers = surroundings.workers();
        drops = surroundings.drops();
    }

    /** The units that handed over the tasks that wait. */
    @Override
    protected WeakStates<Unit> make() {
        return new WeakStates<>(REMEMBERED, "runtime.tasks", drops);
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
        table.add(around("java/util/concurrent/FutureTask", "run,runAndReset", null, RUN));
        table.add(around("java/util/concurrent/CompletableFuture$AsyncSupply", "run", null, RUN));
        table.add(around("java/util/concurrent/CompletableFuture$AsyncRun", "run", null, RUN));
        table.add(made("java/util/concurrent/FutureTask"));
        table.add(made("java/util/concurrent/CompletableFuture$AsyncSupply"));
        table.add(made("java/util/concurrent/CompletableFuture$AsyncRun"));
        // A stage that depends on another one runs wherever that one is completed, unless it has an executor of its
        // own.
        table.add(Hook.on(
                        "runtime.task",
                        "java/util/concurrent/CompletableFuture$UniCompletion",
                        "<init>",
                        null,
                        this,
                        DEPENDS)
                .give(Hook.SELF, 0)
                .atExit()
                .optional()
                .unhurried());
        table.add(around("java/util/concurrent/CompletableFuture$Completion", "exec,run", null, PART)
                .optional()
                .unhurried());
        for (String owner : TASKS) {
            carrier(table, owner, RUN);
        }
        for (String owner : PARTS) {
            carrier(table, owner, PART);
        }
    }

    private void carrier(HookTable table, String owner, int op) {
        boolean thread = owner.equals(VIRTUAL_THREAD);
        table.add(made(owner).optional().unhurried());
        // exec() of whatever a fork-join pool runs, run() of all others
        table.add(around(owner, "exec,run", thread ? "(Ljava/lang/Runnable;)V" : null, op)
                .optional()
                .unhurried());
    }

    private Hook around(String owner, String methods, @Nullable String type, int op) {
        return Hook.on("runtime.task", owner, methods, type, this, op)
                .give(Hook.SELF)
                .atEntry()
                .atExit()
                .atThrow();
    }

    private Hook made(String owner) {
        return Hook.on("runtime.task", owner, "<init>", null, this, SUBMITTED)
                .give(Hook.SELF)
                .atExit();
    }

    @Override
    public void at(
            int point, @Nullable Object outcome, @Nullable Object task, @Nullable Object executor, @Nullable Object c) {
        switch (point) {
            case ENTER + SUBMITTED, EXIT + SUBMITTED -> remember(task);
            case EXIT + DEPENDS -> {
                if (executor != null) {
                    remember(task);
                }
            }
            case ENTER + BEFORE -> {
                // A worker is in nothing when it takes a task, whatever an overridden afterExecute left behind.
                units.reset();
                if (executor != null) {
                    workers.worksFor(executor);
                }
                begin(task);
            }
            case ENTER + AFTER -> units.reset();
            case ENTER + PART -> units.adopt(handedOver(task));
            case ENTER + RUN -> begin(task);
            default -> units.end();
        }
    }

    @Override
    public void tick(long now, boolean last) {
        units.tick(last ? Long.MAX_VALUE : now);
    }

    private void remember(@Nullable Object task) {
        Unit unit = units.current();
        // What a batch hands over is one of its messages, perhaps, which is a piece of work by itself.
        if (unit.isVisible() && unit.kind() != Unit.Kind.BATCH && task != null) {
            parts().put(task, unit);
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
        WeakStates<Unit> submitted = current.isVisible() || task == null ? null : made();
        Unit made = submitted == null || task == null ? null : submitted.remove(task);
        return made == null ? current : made;
    }
}
