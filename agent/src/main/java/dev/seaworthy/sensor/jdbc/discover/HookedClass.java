package dev.seaworthy.sensor.jdbc.discover;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class that gets hooks, of which any may find nothing to weave: versions differ. Loaded before {@code main}. */
final class HookedClass {

    /** Its internal name. */
    final String owner;

    private final Receiver receiver;
    private final List<Hook> hooks;

    HookedClass(String owner, Receiver receiver, List<Hook> hooks) {
        this.owner = owner;
        this.receiver = receiver;
        this.hooks = hooks;
    }

    /** A hook whose points are still to be said. */
    Hook on(int op, String name, String methods, @Nullable String descriptor, int... gives) {
        Hook hook = Hook.on(name, owner, methods, descriptor, receiver, op)
                .give(gives)
                .optional();
        hooks.add(hook);
        return hook;
    }

    Hook entry(int op, String name, String methods, @Nullable String descriptor, int... gives) {
        return on(op, name, methods, descriptor, gives).atEntry();
    }

    Hook exit(int op, String name, String methods, @Nullable String descriptor, int... gives) {
        return on(op, name, methods, descriptor, gives).atExit();
    }

    /** At entry, exit and throw. */
    Hook around(int op, String name, String methods, @Nullable String descriptor, int... gives) {
        return on(op, name, methods, descriptor, gives).atEntry().atExit().atThrow();
    }
}
