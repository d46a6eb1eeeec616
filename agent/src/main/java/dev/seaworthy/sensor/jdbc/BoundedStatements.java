package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StatementsBounded;
import org.jspecify.annotations.Nullable;

/**
 * Counts, for databases whose connections have no read timeout, the statements that could not wait for ever all the same:
 * a query timeout was set on them, or a network timeout was in force on their connection.
 */
final class BoundedStatements implements Follower {

    private final Jdbc jdbc;

    BoundedStatements(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code setNetworkTimeout} of a physical connection, in milliseconds. */
    void networkTimeout(Object connection, @Nullable Object millis) {
        Tracked tracked = jdbc.connections.get(connection);
        if (tracked != null && millis instanceof Integer value) {
            tracked.networkTimeout = value > 0;
        }
    }

    @Override
    public void executed(Execution execution) {
        Tracked on = execution.connection;
        if (on != null && on.target.unbounded) {
            Command command = execution.command;
            on.target.ran.increment();
            if (on.networkTimeout || command != null && command.timed) {
                on.target.bounded.increment();
            }
        }
    }

    @Override
    public void tick(long now, boolean last) {
        for (Targets.Target target : jdbc.targets.all()) {
            if (!target.unbounded) {
                continue;
            }
            // In this order, so that no statement seems bounded that does not seem to have run.
            long bounded = target.bounded.sumThenReset();
            long ran = Math.max(bounded, target.ran.sumThenReset());
            if (ran > 0) {
                jdbc.observations.add(
                        new StatementsBounded(jdbc.surroundings.at(Site.UNKNOWN), target.database, ran, bounded));
            }
        }
    }
}
