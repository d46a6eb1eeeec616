package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.context.RemoteCalls.RemoteCall;

/** Counts remote calls that a thread makes while it holds a connection. */
final class Remotes implements RemoteCalls.Hears {

    private final Jdbc jdbc;

    Remotes(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void begins(RemoteCall call) {
        PerThread thread = jdbc.calls.thread();
        int held = thread.leases();
        if (held == 0) {
            return;
        }
        for (int i = 0; i < held; i++) {
            Tracked physical = thread.lease(i).physical();
            if (physical != null && physical.transaction.isOpen()) {
                count(physical.transaction, call);
            }
        }
        for (Follower follower : jdbc.followers) {
            follower.remoteBegins(call, thread);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time uses a connection
    private static void count(Transaction transaction, RemoteCall call) {
        transaction.remoteCalls++;
        if (call.hasSideEffects()) {
            transaction.sideEffects++;
        }
    }

    @Override
    public void ends(RemoteCall call) {
        PerThread thread = jdbc.calls.thread();
        if (thread.leases() == 0) {
            return;
        }
        Object owner = jdbc.works.owner(thread);
        Work work = jdbc.works.of(owner, thread);
        if (work != null && owner != null && !call.isAbandoned()) {
            synchronized (work) {
                if (work.belongsTo(owner)) {
                    work.remoteCalls++;
                    work.remoteNanos += call.nanos();
                }
            }
        }
        for (Follower follower : jdbc.followers) {
            follower.remoteEnds(call, thread);
        }
    }
}
