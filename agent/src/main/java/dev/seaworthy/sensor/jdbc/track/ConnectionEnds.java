package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.observation.ConnectionClosed;

/** The ends of physical connections: closed, or out of anybody's reach. Thread-safe. */
public final class ConnectionEnds extends Part {

    private final PooledHandles handles;
    private final Leases leases;

    public ConnectionEnds(Shared shared, PooledHandles handles, Leases leases) {
        super(shared);
        this.handles = handles;
        this.leases = leases;
    }

    /** A connection, or the pooled connection that stands for it, is being closed. */
    public void closing(Object connection) {
        ThreadState thread = threads.here();
        TrackedConnection tracked = connections.get(connection);
        if (tracked == null) {
            handles.closed(connection, thread);
            return;
        }
        tracked.reached();
        if (tracked.uses.end()) {
            leases.closedItself(tracked, connection, thread);
            handles.ended(tracked, thread);
            if (tracked.lent) {
                tracked.lent = false;
                thread.tracked.count(TrackedThread.RETURNS);
            }
            connections.retire(tracked);
            tell(tracked, ConnectionClosed.End.CLOSED, System.currentTimeMillis());
        }
    }

    /** Reports connections that nobody can reach any more; agent's thread. */
    public void tick(long now) {
        for (TrackedConnection lost = connections.takeLost(); lost != null; lost = connections.takeLost()) {
            if (lost.uses.end()) {
                // Without hooks in its class we saw neither use nor close: nothing can be said.
                if (!lost.isBlind()) {
                    tell(lost, ConnectionClosed.End.LOST, now);
                } else {
                    lost.closed();
                }
            }
        }
    }

    private void tell(TrackedConnection tracked, ConnectionClosed.End end, long now) {
        tracked.closed();
        observations.add(new ConnectionClosed(
                tracked.origin.at(now),
                tracked.target.database,
                tracked.number,
                tracked.uses.count(),
                System.nanoTime() - tracked.openedNanos,
                end));
    }
}
