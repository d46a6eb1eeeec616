package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Beat;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Statements of tracked connections: what they are bound to, when they run, and what they read. Thread-safe. */
final class Commands {

    private static final int SLOTS = 1 << 16;

    private final Jdbc jdbc;
    final Roster<Command> known = new Roster<>(SLOTS);
    private final Shapes shapes = new Shapes();
    /** Statements that no handle could be had for: what they run is not counted. */
    private final LongAdder crowded = new LongAdder();
    /** Executions of texts whose shape has no room: counted, and compared with no other. */
    private final LongAdder unnamed = new LongAdder();

    Commands(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** A connection returned a statement, for a text or none. */
    void made(Tracked on, Object statement, @Nullable String sql, PerThread thread) {
        if (find(statement, thread) != null) {
            return; // one overload called another
        }
        jdbc.discovery.statement(statement.getClass());
        Command command = thread.spareCommand();
        command.begin(statement, on, sql, shapes.of(sql), thread);
        if (known.add(command)) {
            thread.uses(command);
            on.open.now++;
            jdbc.leases.grip.takes();
        } else {
            crowded.increment();
            command.letGo();
            command.clear();
        }
    }

    private @Nullable Command find(Object statement, PerThread thread) {
        Command recent = thread.recent(statement);
        if (recent != null) {
            return recent;
        }
        Command found = known.find(statement);
        if (found != null) {
            thread.uses(found);
            if (found.user != thread) {
                found.user = null; // several threads: never used again
            }
        }
        return found;
    }

    void bound(Object statement, int index, long bits) {
        Command command = find(statement, jdbc.calls.thread());
        if (command != null) {
            command.bind(index, bits);
        }
    }

    void unbound(Object statement) {
        Command command = find(statement, jdbc.calls.thread());
        if (command != null) {
            command.unbind();
        }
    }

    void added(Object statement, @Nullable Object text) {
        PerThread thread = jdbc.calls.thread();
        Command command = find(statement, thread);
        if (command != null) {
            command.batched++;
            if (text instanceof String sql) {
                command.shape = shapes.of(sql);
                command.sql = sql;
            }
        }
    }

    void emptied(Object statement) {
        Command command = find(statement, jdbc.calls.thread());
        if (command != null) {
            command.batched = 0;
        }
    }

    void fetches(Object statement, @Nullable Object size) {
        Command command = find(statement, jdbc.calls.thread());
        if (command != null && size instanceof Integer rows) {
            // Connector/J streams row by row with the smallest integer.
            command.fetchSize = rows == Integer.MIN_VALUE ? rows : Math.max(0, rows);
        }
    }

    void timed(Object statement, @Nullable Object seconds) {
        Command command = find(statement, jdbc.calls.thread());
        if (command != null && seconds instanceof Integer limit) {
            command.timed = limit > 0;
        }
    }

    // --- execution

    void begins(boolean batch, Object statement, @Nullable Object text) {
        PerThread thread = jdbc.calls.thread();
        if (!thread.running.enters(statement) || thread.isPools()) {
            return;
        }
        Execution execution = thread.execution;
        Command command = find(statement, thread);
        execution.command = command;
        if (command == null) {
            return;
        }
        if (command.slot >= 0) {
            harvest(command);
        }
        execution.begin(jdbc.surroundings);
        execution.batch = batch;
        if (!batch && text instanceof String sql) {
            command.shape = shapes.of(sql);
            command.sql = sql;
            command.prepared = false;
        }
        execution.beganNanos = System.nanoTime();
    }

    void ends(Object statement, @Nullable Object result, @Nullable Throwable thrown) {
        PerThread thread = jdbc.calls.thread();
        if (!thread.running.leaves(statement) || thread.isPools()) {
            return;
        }
        Execution execution = thread.execution;
        Command command = execution.command;
        Tracked on = command == null ? null : command.connection;
        if (command == null || on == null || !command.is(statement)) {
            execution.clear();
            return;
        }
        long now = System.nanoTime();
        Beat.NOW.at(now);
        thread.borrow.ran(now);
        execution.nanos = now - execution.beganNanos;
        execution.thrown = thrown;
        execution.connection = on;
        execution.shape = command.shape;
        execution.sql = command.sql;
        execution.prepared = command.prepared;
        execution.statements = execution.batch ? Math.max(1, command.batched) : 1;
        if (execution.batch) {
            command.batched = 0;
        }
        try {
            record(execution, command, on, thread, now, result);
        } finally {
            execution.clear();
        }
    }

    private void record(
            Execution execution, Command command, Tracked on, PerThread thread, long now, @Nullable Object result) {
        thread.tally.count(Tally.EXECUTIONS);
        command.ran = true;
        if (!execution.shape.isKnown()) {
            unnamed.increment();
        }
        execution.autoCommit = on.transaction.isAutoCommit();
        jdbc.leases.ran(execution, on, thread, now);
        jdbc.transactions.ran(execution, on, now);
        Object rows = result != null && Sql.isResultSet(result) ? result : null;
        jdbc.discovery.resultSet(rows); // may wait, so not under the ledger's lock
        Object owner = jdbc.works.owner(thread);
        Work work = jdbc.works.of(owner, thread);
        if (work != null && owner != null) {
            synchronized (work) {
                if (work.belongsTo(owner)) {
                    long binds = command.binds();
                    if (execution.shape.literal() && execution.sql != null) {
                        binds = binds * 31 + execution.sql.hashCode();
                    }
                    execution.work = work;
                    execution.use = work.ran(execution, on, binds, !command.isBindsUnknown() && !execution.batch);
                    if (rows != null) {
                        reads(command, execution.use, work, rows);
                    }
                }
            }
        }
        if (rows != null) {
            reads(command, null, null, rows);
        }
        for (Follower follower : jdbc.hearing.executed) {
            follower.executed(execution);
        }
    }

    /** A statement handed out a result set after its execution. */
    void gave(Object statement, @Nullable Object result) {
        PerThread thread = jdbc.calls.thread();
        Command command = result == null || !thread.running.isEmpty() ? null : find(statement, thread);
        if (result == null || command == null || !command.ran || command.slot >= 0 || command.connection == null) {
            return;
        }
        jdbc.discovery.resultSet(result); // as there
        Object owner = jdbc.works.owner(thread);
        Work work = jdbc.works.of(owner, thread);
        if (work != null && owner != null) {
            synchronized (work) {
                if (work.belongsTo(owner)) {
                    reads(command, work.find(command), work, result);
                }
            }
        }
        reads(command, null, null, result);
    }

    /** Begins to count rows, unless that goes on; without a ledger that has room they are only counted. */
    private void reads(Command command, @Nullable Use use, @Nullable Work work, Object result) {
        if (command.slot < 0 && (work == null || work.claim(command))) {
            command.rowsOf = work;
            command.use = use;
            command.ordinal = use == null ? 0 : use.count;
            jdbc.rows.claim(command, result);
        }
    }

    private void harvest(Command command) {
        Work work = command.rowsOf;
        if (work == null) {
            jdbc.rows.harvest(command, jdbc);
            return;
        }
        synchronized (work) {
            jdbc.rows.harvest(command, jdbc);
            work.release(command);
        }
    }

    /** Each statement that is open, of any connection. */
    void each(Consumer<Command> look) {
        known.look(look);
    }

    /** A statement will close itself. */
    void completes(Object statement) {
        Command command = find(statement, jdbc.calls.thread());
        if (command != null) {
            command.completes();
        }
    }

    /** A statement is being closed. */
    void closed(Object statement) {
        PerThread thread = jdbc.calls.thread();
        Command command = find(statement, thread);
        if (command == null) {
            return;
        }
        command.wasRead();
        harvest(command);
        if (command.letGo()) {
            known.remove(command);
            command.noLongerOpen();
            boolean own = command.user == thread && thread.running.isEmpty();
            command.clear();
            if (own && command.isReusable()) {
                thread.spare(command);
            }
        }
    }

    /** Counts, and lets go of statements that nobody closed; agent's thread. */
    void tick() {
        long ran = jdbc.calls.tallies.take(Tally.EXECUTIONS);
        if (ran > 0) {
            jdbc.observations.count("jdbc.statement", ran);
        }
        dropped("jdbc.statement", crowded.sumThenReset());
        dropped("jdbc.statement-text", unnamed.sumThenReset());
        known.each(command -> {
            if (command.isGone() && command.letGo()) {
                harvest(command);
                known.remove(command);
                command.noLongerOpen();
            }
        });
    }

    private void dropped(String what, long more) {
        if (more > 0) {
            jdbc.observations.dropped(what, more);
        }
    }
}
