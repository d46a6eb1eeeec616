package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Workers;
import dev.seaworthy.observation.ConnectionBroken;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionRested;
import dev.seaworthy.observation.ConnectionShared;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.pool.Openers;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.Statements;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.TrackedStatement;
import dev.seaworthy.sensor.jdbc.track.Watch;
import dev.seaworthy.sensor.sql.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Tells of physical connections that several units of work use at once, of those that a pause has broken, and of those
 * kept by hand that were used after one as if it could not have.
 */
public final class SharedConnectionWatch implements Watch {

    private static final String[] BROKEN = {"08003", "08006", "08S01", "57P01", "57P02", "57P03", "08007", "08001"};

    private final Surroundings surroundings;
    private final Observations observations;
    private final Late late;
    private final Statements statements;

    public SharedConnectionWatch(
            Surroundings surroundings, Observations observations, Late late, Statements statements) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.late = late;
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
                tell(on, on.origin.at(System.currentTimeMillis()), true, true);
            }
        }
        Unit unit = surroundings.units().current();
        if (unit.isRequest() && unit.id() != on.servedUnit) {
            on.servedUnit = unit.id();
            if (on.servedBy != thread) {
                if (on.servedBy != 0) {
                    on.servedByMany = true;
                }
                on.servedBy = thread;
            }
            Lease lease = on.lease;
            if (++on.served >= Limits.SHARING_UNITS
                    && (on.served & (on.served - 1)) == 0
                    && lease != null
                    && lease.byHand
                    // A pool that was not recognized yet is no connection that the application keeps.
                    && Openers.kind(on.origin.site()) == ConnectionOpened.Opener.DIRECT) {
                served(on);
            }
        }
        if (end - on.idleSince > 0 || on.idleSince == 0) {
            on.idleSince = end;
        }
    }

    /** One connection for many requests: what that means depends on whether there can be two of them at once. */
    private void served(TrackedConnection on) {
        Origin origin = on.origin.at(System.currentTimeMillis());
        Workers workers = surroundings.workers();
        Workers.Worker worker = workers.here();
        late.later(() -> {
            int limit = workers.limit(worker);
            tell(on, origin, false, limit == 0 ? on.servedByMany : limit > 1);
        });
    }

    private void tell(TrackedConnection on, Origin origin, boolean overlapped, boolean concurrent) {
        observations.add(new ConnectionShared(
                origin, on.target.database, on.served, overlapped, concurrent, on.target.openedEver()));
    }

    private void paused(Execution execution, TrackedConnection on, long idle) {
        if (on.target.database.embedded()) {
            return;
        }
        Throwable thrown = execution.thrown;
        String state = execution.sqlState();
        if (thrown != null && isBroken(state)) {
            if (idle >= Limits.PAUSE_NANOS && on.idleSince != 0) {
                broken(execution, on, idle, state, thrown);
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

    private void broken(Execution execution, TrackedConnection on, long idle, String state, Throwable thrown) {
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
                state,
                JdbcTypes.message(thrown),
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
