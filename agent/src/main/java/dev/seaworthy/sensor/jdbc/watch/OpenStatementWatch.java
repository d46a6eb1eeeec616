package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StatementsKept;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.Statements;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.TrackedStatement;
import dev.seaworthy.sensor.sql.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells of physical connections on which many statements stay open. A counter on each connection says when to look; the
 * place is that of a statement which was marked when most of its kind were open already, and which is still open when
 * the limit is passed: so a line that closes what it opens is never named for another that does not.
 */
public final class OpenStatementWatch extends ReportingWatch {

    private final Statements statements;

    public OpenStatementWatch(Workplace workplace, Statements statements) {
        super(workplace);
        this.statements = statements;
    }

    @Override
    public void executed(Execution execution) {
        TrackedConnection on = execution.connection;
        if (on != null && on.openStatements > Limits.SOME_STATEMENTS) {
            look(execution, on);
        }
    }

    private void look(Execution execution, TrackedConnection on) {
        if (!(on.statementsKept instanceof Marking open)) {
            Marking begun = new Marking();
            on.statementsKept = begun;
            mark(execution, on, begun);
            return;
        }
        if (on.openStatements <= open.due) {
            return;
        }
        TrackedStatement marked = open.marked;
        if (marked == null || marked.markedIn != open) {
            mark(execution, on, open);
        } else if (on.openStatements > Limits.OPEN_STATEMENTS
                && on.openStatements >= open.markedAt + Limits.STATEMENTS_SINCE) {
            Census census = count(execution, on);
            if (census.open <= Limits.OPEN_STATEMENTS) {
                return;
            }
            observations.add(
                    new StatementsKept(surroundings.at(open.site), on.target.database, census.open, census.texts()));
            open.due = 2 * census.open;
            open.forget();
        }
    }

    private void mark(Execution execution, TrackedConnection on, Marking open) {
        if (on.openStatements > 2 * open.countedAt) {
            Census census = count(execution, on);
            if (census.open <= Limits.SOME_STATEMENTS) {
                return;
            }
            open.common = census.common();
            open.countedAt = census.open;
        }
        TrackedStatement command = execution.command;
        if (command != null && (open.common == null || open.common == execution.shape)) {
            open.site = execution.site();
            open.markedAt = on.openStatements;
            open.marked = command;
            command.markedIn = open;
        }
    }

    /** Looks at all statements, some 100 µs: the counter is not exact, and a driver may have closed some by itself. */
    private Census count(Execution execution, TrackedConnection on) {
        Lease lease = execution.lease;
        // A driver may wait for the connection's lock to answer: only who has the connection for itself may ask.
        boolean ask = lease != null && !lease.usedElsewhere && lease.thread() == execution.thread;
        Census census = new Census();
        statements.each(command -> {
            if (command.connection == on && !command.completes) {
                census.take(command, ask);
            }
        });
        on.openStatements = census.open;
        return census;
    }

    /** What is open on one connection. */
    private static final class Census {
        private final Set<String> prepared = new HashSet<>();
        private final Map<Shape, Integer> shapes = new HashMap<>();
        private boolean others;
        int open;

        void take(TrackedStatement command, boolean ask) {
            Object statement = command.object();
            if (statement == null) {
                return;
            }
            if (ask && JdbcTypes.isClosed(statement)) {
                command.completes = true;
                command.markedIn = null;
                return;
            }
            open++;
            String sql = command.sql;
            if (command.prepared && sql != null) {
                prepared.add(sql);
            } else {
                others = true; // no cache keeps these
            }
            shapes.merge(command.shape, 1, Integer::sum);
        }

        int texts() {
            return prepared.size() + (others ? 1 : 0);
        }

        /** What many of them are; null where they are of all kinds. */
        @Nullable
        Shape common() {
            Shape common = null;
            int most = open / Limits.KIND_ONE_IN;
            for (Map.Entry<Shape, Integer> one : shapes.entrySet()) {
                if (one.getValue() > most) {
                    most = one.getValue();
                    common = one.getKey();
                }
            }
            return common;
        }
    }

    /** What is kept of one physical connection with many open statements; written by whoever uses it, without a lock. */
    private static final class Marking {
        private int due = Limits.SOME_STATEMENTS;

        private @Nullable Shape common;
        private int countedAt;
        private @Nullable TrackedStatement marked;
        private int markedAt;
        private Site site = Site.UNKNOWN;

        private void forget() {
            countedAt = 0;
            common = null;
            marked = null;
            site = Site.UNKNOWN;
        }
    }
}
