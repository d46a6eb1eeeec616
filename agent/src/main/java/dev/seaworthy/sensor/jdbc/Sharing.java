package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Workers;
import dev.seaworthy.observation.ConnectionBroken;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionRested;
import dev.seaworthy.observation.ConnectionShared;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Tells of physical connections that several units of work use at once, of those that a pause has broken, and of those
 * kept by hand that were used after one as if it could not have.
 */
final class Sharing implements Follower {

    private static final int MANY_UNITS = 10;
    private static final long PAUSE_NANOS = 1_000_000_000L;
    /** What is between an application and its database forgets a connection after some minutes. */
    private static final long LONG_NANOS = 300_000_000_000L;

    private static final String[] BROKEN = {"08003", "08006", "08S01", "57P01", "57P02", "57P03", "08007", "08001"};

    private final Jdbc jdbc;

    Sharing(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void executed(Execution execution) {
        Tracked on = execution.connection;
        if (on == null) {
            return;
        }
        long thread = execution.thread.id;
        long end = execution.beganNanos + execution.nanos;
        long idle = on.idleSince == 0 ? 0 : execution.beganNanos - on.idleSince;
        if (execution.thrown != null && idle >= PAUSE_NANOS || idle > LONG_NANOS || on.idleSince == 0) {
            paused(execution, on, on.quietNanos(execution.beganNanos));
        }
        if (on.runner != thread) {
            boolean overlaps = on.runner != 0 && idle < 0;
            on.runner = thread;
            if (overlaps) {
                tell(on, now(on), true, true);
            }
        }
        Unit unit = jdbc.surroundings.units().current();
        if (unit.isRequest() && unit.id() != on.servedUnit) {
            on.servedUnit = unit.id();
            if (on.servedBy != thread) {
                if (on.servedBy != 0) {
                    on.servedByMany = true;
                }
                on.servedBy = thread;
            }
            Lease lease = on.lease;
            if (++on.served >= MANY_UNITS && (on.served & (on.served - 1)) == 0 && lease != null && lease.byHand) {
                served(on);
            }
        }
        if (end - on.idleSince > 0 || on.idleSince == 0) {
            on.idleSince = end;
        }
    }

    /** One connection for many requests: what that means depends on whether there can be two of them at once. */
    private void served(Tracked on) {
        Origin origin = now(on);
        Workers workers = jdbc.surroundings.workers();
        Workers.Worker worker = workers.here();
        jdbc.late.later(() -> {
            int limit = workers.limit(worker);
            tell(on, origin, false, limit == 0 ? on.servedByMany : limit > 1);
        });
    }

    private void tell(Tracked on, Origin origin, boolean overlapped, boolean concurrent) {
        jdbc.observations.add(new ConnectionShared(
                origin, on.target.database, on.served, overlapped, concurrent, on.target.openedEver()));
    }

    private static Origin now(Tracked on) {
        return on.origin.at(System.currentTimeMillis());
    }

    private void paused(Execution execution, Tracked on, long idle) {
        if (on.target.database.embedded()) {
            return;
        }
        Throwable thrown = execution.thrown;
        String state = execution.sqlState();
        if (thrown != null && isBroken(state)) {
            if (idle >= PAUSE_NANOS && on.idleSince != 0) {
                broken(execution, on, idle, state, thrown);
            }
        } else if (idle > LONG_NANOS && isKept(execution, on)) {
            jdbc.observations.add(
                    new ConnectionRested(jdbc.surroundings.at(execution.site()), on.target.database, idle));
        }
    }

    /** Whether the application kept it itself, and all that it does with it is seen. */
    private boolean isKept(Execution execution, Tracked on) {
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
    private boolean isBeingRead(Tracked on, @Nullable Command running) {
        boolean[] reading = new boolean[1];
        jdbc.commands.each(other -> reading[0] |= other != running && other.connection == on && other.slot >= 0);
        return reading[0];
    }

    private void broken(Execution execution, Tracked on, long idle, String state, Throwable thrown) {
        Lease lease = execution.lease;
        boolean lent = lease != null && !lease.byHand;
        // Broken while it was out, it is nothing that the pool could have found when it lent it.
        if (lent
                && lease != null
                && (lease.statements() > 1 || execution.beganNanos - lease.beganNanos >= PAUSE_NANOS)) {
            return;
        }
        jdbc.observations.add(new ConnectionBroken(
                jdbc.surroundings.at(execution.site()),
                on.target.database,
                state,
                Sql.message(thrown),
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
