package dev.seaworthy.sensor.jdbc.discover;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.util.List;

/** Where pooled connections, their handles and their transaction branches are watched; all of it is found by behaviour. */
public final class HandleHooks {

    /** A pooled connection hands out a handle. */
    public static final int HANDLE = 32;
    /** A source that is no driver's makes a pooled connection of one that it opens. */
    public static final int ADAPT = 33;
    /** A method of a handle that is a {@code Proxy}. */
    public static final int INVOKE = 34;
    /** An {@code XAConnection} hands out its {@code XAResource}. */
    public static final int RESOURCE = 35;
    /** A branch of a distributed transaction begins; its work is over; it is prepared or committed; or rolled back. */
    public static final int BRANCH_BEGIN = 36;

    public static final int BRANCH_END = 37;
    public static final int BRANCH_COMMIT = 38;
    public static final int BRANCH_ROLLBACK = 39;

    static final String[] MAKERS = {"getPooledConnection", "getXAConnection"};

    private static final String XID = "(Ljavax/transaction/xa/Xid;";

    private HandleHooks() {}

    static void pooled(String owner, Receiver receiver, List<Hook> hooks) {
        hooks.add(Hook.on("jdbc.handle", owner, "getConnection", null, receiver, HANDLE)
                .give(Hook.SELF)
                .atEntry()
                .atExit()
                .atThrow()
                .optional());
        hooks.add(exit(owner, "getXAResource", "()Ljavax/transaction/xa/XAResource;", RESOURCE, receiver));
    }

    static void resource(String owner, Receiver receiver, List<Hook> hooks) {
        hooks.add(exit(owner, "start", XID + "I)V", BRANCH_BEGIN, receiver));
        hooks.add(exit(owner, "end", XID + "I)V", BRANCH_END, receiver));
        hooks.add(exit(owner, "prepare", XID + ")I", BRANCH_COMMIT, receiver));
        hooks.add(exit(owner, "commit", XID + "Z)V", BRANCH_COMMIT, receiver));
        hooks.add(exit(owner, "rollback", XID + ")V", BRANCH_ROLLBACK, receiver));
    }

    static void proxy(String owner, Receiver receiver, List<Hook> hooks) {
        String invoke = "(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)Ljava/lang/Object;";
        hooks.add(Hook.on("jdbc.return", owner, "invoke", invoke, receiver, INVOKE)
                .give(Hook.SELF, 1, 0)
                .atEntry()
                .atExit()
                .atThrow()
                .optional());
    }

    private static Hook exit(String owner, String method, String descriptor, int op, Receiver receiver) {
        Hook hook = Hook.on("jdbc.handle", owner, method, descriptor, receiver, op);
        return (op == BRANCH_END ? hook.give(Hook.SELF, 1) : hook.give(Hook.SELF))
                .atExit()
                .optional();
    }
}
