package dev.seaworthy.boot;

import dev.seaworthy.report.FindingsBean;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether somebody asked for the platform's MBeanServer, without asking for it, which would make it. The method that
 * hands it out is woven; what happened before the agent came is looked up among the servers that were made, and only where
 * the class that makes them is loaded at all.
 */
final class Management implements Receiver {

    private static final String NAME = "runtime.management";

    private final HookStatus status;
    private volatile boolean handedOut;

    Management(HookStatus status) {
        this.status = status;
    }

    void hooks(HookTable table) {
        table.add(Hook.on(
                        NAME,
                        "java/lang/management/ManagementFactory",
                        "getPlatformMBeanServer",
                        "()Ljavax/management/MBeanServer;",
                        this,
                        0)
                .atExit());
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        handedOut = true;
    }

    /** Whether the server is there; for the agent's thread. */
    boolean isServerThere() {
        if (!handedOut && isFactoryLoaded() && FindingsBean.isPlatformServerThere()) {
            handedOut = true;
        }
        return handedOut;
    }

    private boolean isFactoryLoaded() {
        for (HookStatus.Entry entry : status.entries()) {
            if (entry.hook().equals(NAME)) {
                return true;
            }
        }
        return false;
    }
}
