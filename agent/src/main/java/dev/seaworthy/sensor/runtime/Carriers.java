package dev.seaworthy.sensor.runtime;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;

/**
 * What carries work to another thread beside the JDK's executors: made on one thread, run on another. A newcomer is one
 * line here.
 *
 * <p>Platform threads are not among them. Most that a unit of work starts are workers of a pool that happened to grow in
 * it, and would count to that unit as long as they live; tasks, which do have an end, carry the unit instead.
 */
final class Carriers {

    private static final String RUN = "run";
    private static final String EXEC = "exec";

    private final HookTable table;
    private final Receiver receiver;
    private final int made;

    /** @param made number of the hook that is called when one of them was made */
    Carriers(HookTable table, Receiver receiver, int made) {
        this.table = table;
        this.receiver = receiver;
        this.made = made;
    }

    /** @param run number of the hook around what is a task of its own if nobody handed it over */
    void addTasks(int run) {
        // What servers make of a task of AsyncContext.start, if that has a name; Jetty makes a lambda of it.
        both("org/apache/catalina/core/AsyncContextImpl$RunnableWrapper", RUN, run);
        both("io/undertow/servlet/spec/AsyncContextImpl$4", RUN, run);
        both("java/util/concurrent/ThreadPerTaskExecutor$TaskRunner", RUN, run); // since 21
        both("java/util/concurrent/ForkJoinTask$AdaptedRunnable", EXEC, run);
        both("java/util/concurrent/ForkJoinTask$AdaptedRunnableAction", EXEC, run);
        both("java/util/concurrent/ForkJoinTask$AdaptedCallable", EXEC, run);
        both("java/util/concurrent/ForkJoinTask$AdaptedInterruptibleCallable", EXEC, run);
        both("java/util/concurrent/ForkJoinTask$RunnableExecuteAction", EXEC, run);
        both("java/util/concurrent/ForkJoinTask$InterruptibleTask", EXEC, run); // since 22, above the last two
    }

    /** @param part number of the hook around what is only ever a part of something else */
    void addParts(int part) {
        both("java/util/concurrent/CountedCompleter", EXEC, part); // all that parallel streams are made of
        both("java/util/concurrent/RecursiveAction", EXEC, part);
        both("java/util/concurrent/RecursiveTask", EXEC, part);
        both("java/lang/VirtualThread", RUN, part);
    }

    private void both(String owner, String method, int run) {
        table.add(Hook.on("runtime.task", owner, "<init>", null, receiver, made)
                .give(Hook.SELF)
                .atExit()
                .optional()
                .unhurried());
        table.add(Hook.on("runtime.task", owner, method, type(method, owner), receiver, run)
                .give(Hook.SELF)
                .atEntry()
                .atExit()
                .atThrow()
                .optional()
                .unhurried());
    }

    private static String type(String method, String owner) {
        if (method.equals(EXEC)) {
            return "()Z";
        }
        return owner.equals("java/lang/VirtualThread") ? "(Ljava/lang/Runnable;)V" : "()V";
    }
}
