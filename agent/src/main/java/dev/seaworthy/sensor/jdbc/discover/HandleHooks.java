package dev.seaworthy.sensor.jdbc.discover;

import static dev.seaworthy.weave.Hook.SELF;

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

    static final String MAKERS = "getPooledConnection,getXAConnection";

    private static final String XID = "(Ljavax/transaction/xa/Xid;";

    private HandleHooks() {}

    static void pooled(HookedClass in) {
        in.around(HANDLE, "jdbc.handle", "getConnection", null, SELF);
        in.exit(RESOURCE, "jdbc.handle", "getXAResource", "()Ljavax/transaction/xa/XAResource;", SELF);
    }

    static void resource(HookedClass in) {
        in.exit(BRANCH_BEGIN, "jdbc.handle", "start", XID + "I)V", SELF);
        in.exit(BRANCH_END, "jdbc.handle", "end", XID + "I)V", SELF, 1);
        in.exit(BRANCH_COMMIT, "jdbc.handle", "prepare", XID + ")I", SELF);
        in.exit(BRANCH_COMMIT, "jdbc.handle", "commit", XID + "Z)V", SELF);
        in.exit(BRANCH_ROLLBACK, "jdbc.handle", "rollback", XID + ")V", SELF);
    }

    static void proxy(HookedClass in) {
        String invoke = "(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)Ljava/lang/Object;";
        in.around(INVOKE, "jdbc.return", "invoke", invoke, SELF, 1, 0);
    }
}
