package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.observation.ConnectionBroken;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionRested;
import dev.seaworthy.observation.ConnectionShared;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.pool.Openers;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes.Failure;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.Statements;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.TrackedStatement;
import dev.seaworthy.sensor.sql.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Tells of physical connections that several units of work use at once, of those that a pause has broken, and of those
 * kept by hand that were used after one as if it could not have.
 */
public final class SharedConnectionWatch extends ReportingWatch {

    private static final String[] BROKEN = {"08003", "08006", "08S01", "57P01", "57P02", "57P03", "08007", "08001"};

    private final Statements statements;

    public SharedConnectionWatch(Workplace workplace, Statements statements) {
        super(workplace);
        this.statements = statements;
    }

    @Override
    public void executed(Execution execution) {
        TrackedConnection on = execution.connection;
        if (on == null) {
            return;
        }
        long thread = execution.thread.id;
        long end = execution.beganNanos + execution.nanos;
        long idle = on.idleSince == 0 ? 0 : execution.beganNanos - on.idleSince;
        if (execution.thrown != null && idle >= Limits.PAUSE_NANOS || idle > Limits.REST_NANOS || on.idleSince == 0) {
            paused(execution, on, on.quietNanos(execution.beganNanos));
        }
        if (on.runner != thread) {
            boolean overlaps = on.runner != 0 && idle < 0;
            on.runner = thread;
            if (overlaps) {
                tell(on, true);
            }
        }
        OpenUnit open = units.open();
        if (open.unit().isRequest() && open.unit().id() != on.servedUnit) {
            turns(execution, on, open);
        }
        if (end - on.idleSince > 0 || on.idleSince == 0) {
            on.idleSince = end;
        }
    }

    /**
     * Another request uses it than the last one. That they shared it is shown by one that was there already when the last
     * one used it, and takes it at once, or by one that comes back to it: any pool would have needed a second one then.
     */
    private void turns(Execution execution, TrackedConnection on, OpenUnit open) {
        long unit = open.unit().id();
        boolean met = on.idleSince != 0 && on.servedUnit != 0 && open.beganNanos() - on.idleSince < 0;
        boolean shares =
                met && (on.servedBefore == unit || execution.beganNanos - on.idleSince <= Limits.TAKEN_OVER_NANOS);
        on.servedBefore = on.servedUnit;
        on.servedUnit = unit;
        on.served += shares ? 1 : 0;
        Lease lease = on.lease;
        if (shares
                && on.served >= Limits.SHARING_UNITS
                && ((on.served - Limits.SHARING_UNITS) & (on.served - Limits.SHARING_UNITS - 1)) == 0
                && lease != null
                && lease.byHand
                // A pool that was not recognized yet is no connection that the application keeps.
                && Openers.kind(on.origin.site()) == ConnectionOpened.Opener.DIRECT) {
            tell(on, false);
        }
    }

    private void tell(TrackedConnection on, boolean overlapped) {
        Origin origin = on.origin.at(System.currentTimeMillis());
        observations.add(
                new ConnectionShared(origin, on.target.database, on.served, overlapped, on.target.openedEver()));
    }

    private void paused(Execution execution, TrackedConnection on, long idle) {
        if (on.target.database.embedded()) {
            return;
        }
        Failure failure = execution.failure();
        if (isBroken(failure.state())) {
            if (idle >= Limits.PAUSE_NANOS && on.idleSince != 0) {
                broken(execution, on, idle, failure);
            }
        } else if (idle > Limits.REST_NANOS && isKept(execution, on)) {
            observations.add(new ConnectionRested(surroundings.at(execution.site()), on.target.database, idle));
        }
    }

    /** Whether the application kept it itself, and all that it does with it is seen. */
    private boolean isKept(Execution execution, TrackedConnection on) {
        Lease lease = execution.lease;
        return lease != null
                && lease.byHand
                && !lease.pooled
                && !lease.onPurpose
                && !on.lent
                && !on.isBlind()
                && !isTrial(execution.shape)
                && Openers.kind(on.origin.site()) != ConnectionOpened.Opener.POOL
                && !isBeingRead(on, execution.command);
    }

    /** Whether a statement may only ask whether the connection works: no table is touched. */
    private static boolean isTrial(Shape shape) {
        return !shape.isKnown() || shape.metadata() || shape.table().isEmpty();
    }

    /** Whether another statement has rows left, which may have been fetched all the while. */
    private boolean isBeingRead(TrackedConnection on, @Nullable TrackedStatement running) {
        boolean[] reading = new boolean[1];
        statements.each(other -> reading[0] |= other != running && other.connection == on && other.isBeingRead());
        return reading[0];
    }

    private void broken(Execution execution, TrackedConnection on, long idle, Failure failure) {
        Lease lease = execution.lease;
        boolean lent = lease != null && !lease.byHand;
        // Broken while it was out, it is nothing that the pool could have found when it lent it.
        if (lent
                && lease != null
                && (lease.statements() > 1 || execution.beganNanos - lease.beganNanos >= Limits.PAUSE_NANOS)) {
            return;
        }
        observations.add(new ConnectionBroken(
                surroundings.at(execution.site()),
                on.target.database,
                failure.state(),
                failure.message(),
                idle,
                lent || Openers.kind(on.origin.site()) == ConnectionOpened.Opener.POOL));
    }

    private static boolean isBroken(String state) {
        for (String known : BROKEN) {
            if (known.equals(state)) {
                return true;
            }
        }
        return false;
    }
}
