package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StatementsBounded;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.source.Target;
import dev.seaworthy.sensor.jdbc.source.Targets;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.TrackedStatement;

/**
 * Counts, for databases whose connections have no read timeout, the statements that could not wait for ever all the same:
 * a query timeout was set on them, or a network timeout was in force on their connection.
 */
public final class StatementTimeoutWatch extends ReportingWatch {

    private final Targets targets;

    public StatementTimeoutWatch(Workplace workplace, Targets targets) {
        super(workplace);
        this.targets = targets;
    }

    @Override
    public void executed(Execution execution) {
        TrackedConnection on = execution.connection;
        if (on != null && on.target.unbounded) {
            TrackedStatement command = execution.command;
            on.target.ran.increment();
            if (on.networkTimeout || command != null && command.timed) {
                on.target.bounded.increment();
            }
        }
    }

    @Override
    public void tick(long now, boolean last) {
        for (Target target : targets.all()) {
            if (!target.unbounded) {
                continue;
            }
            // In this order, so that no statement seems bounded that does not seem to have run.
            long bounded = target.bounded.sumThenReset();
            long ran = Math.max(bounded, target.ran.sumThenReset());
            if (ran > 0) {
                observations.add(new StatementsBounded(surroundings.at(Site.UNKNOWN), target.database, ran, bounded));
            }
        }
    }
}
