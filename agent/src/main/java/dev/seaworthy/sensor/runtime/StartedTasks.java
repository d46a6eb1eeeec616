package dev.seaworthy.sensor.runtime;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;

/** What servers make of a task of {@code AsyncContext.start}, where that has a name; Jetty makes a lambda of it. */
final class StartedTasks {

    private static final String[] OWNERS = {
        "org/apache/catalina/core/AsyncContextImpl$RunnableWrapper", "io/undertow/servlet/spec/AsyncContextImpl$4"
    };

    private StartedTasks() {}

    static void addTo(HookTable table, Receiver receiver, int made, int run) {
        for (String owner : OWNERS) {
            table.add(Hook.on("runtime.task", owner, "<init>", null, receiver, made)
                    .give(Hook.SELF)
                    .atExit()
                    .optional());
            table.add(Hook.on("runtime.task", owner, "run", "()V", receiver, run)
                    .give(Hook.SELF)
                    .atEntry()
                    .atExit()
                    .atThrow()
                    .optional());
        }
    }
}
