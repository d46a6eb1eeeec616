package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Beat;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Observations;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Statements of tracked connections: what they are bound to, when they run, and what they read. Thread-safe. */
final class Statements {

    private static final int SLOTS = 1 << 16;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Discovery discovery;
    private final Threads threads;
    private final Leases leases;
    private final Transactions transactions;
    private final UnitLedgers ledgers;
    private final Rows rows;
    private final Watches watches;
    private final StrongReferences strong;
    private final HandleIndex<TrackedStatement> known;
    private final Shapes shapes = new Shapes();
    /** Statements that no handle could be had for: what they run is not counted. */
    private final LongAdder crowded = new LongAdder();
    /** Executions of texts whose shape has no room: counted, and compared with no other. */
    private final LongAdder unnamed = new LongAdder();

    Statements(
            Surroundings surroundings,
            Observations observations,
            Discovery discovery,
            Threads threads,
            Leases leases,
            Transactions transactions,
            UnitLedgers ledgers,
            Rows rows,
            Watches watches,
            StrongReferences strong) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.discovery = discovery;
        this.threads = threads;
        this.leases = leases;
        this.transactions = transactions;
        this.ledgers = ledgers;
        this.rows = rows;
        this.watches = watches;
        this.strong = strong;
        this.known = strong.keep(new HandleIndex<>(SLOTS));
    }

    /** A connection returned a statement, for a text or none. */
    void made(TrackedConnection on, Object statement, @Nullable String sql, ThreadState thread) {
        if (find(statement, thread) != null) {
            return; // one overload called another
        }
        discovery.statement(statement.getClass());
        TrackedStatement command = thread.spareCommand();
        command.begin(statement, on, sql, shapes.of(sql), thread.tracked);
        if (known.add(command)) {
            thread.uses(command);
            on.openStatements++;
            strong.takes();
        } else {
            crowded.increment();
            command.letGo();
            command.clear();
        }
    }

    private @Nullable TrackedStatement find(Object statement, ThreadState thread) {
        TrackedStatement recent = thread.recent(statement);
        if (recent != null) {
            return recent;
        }
        TrackedStatement found = known.find(statement);
        if (found != null) {
            thread.uses(found);
            if (found.user != thread.tracked) {
                found.user = null; // several threads: never used again
            }
        }
        return found;
    }

    void bound(Object statement, int index, long bits) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null) {
            command.bind(index, bits);
        }
    }

    void unbound(Object statement) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null) {
            command.unbind();
        }
    }

    void added(Object statement, @Nullable Object text) {
        ThreadState thread = threads.here();
        TrackedStatement command = find(statement, thread);
        if (command != null) {
            command.batched++;
            if (text instanceof String sql) {
                command.shape = shapes.of(sql);
                command.sql = sql;
            }
        }
    }

    void emptied(Object statement) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null) {
            command.batched = 0;
        }
    }

    void fetches(Object statement, @Nullable Object size) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null && size instanceof Integer rows) {
            // Connector/J streams row by row with the smallest integer.
            command.fetchSize = rows == Integer.MIN_VALUE ? rows : Math.max(0, rows);
        }
    }

    void timed(Object statement, @Nullable Object seconds) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null && seconds instanceof Integer limit) {
            command.timed = limit > 0;
        }
    }

    // --- execution

    void begins(boolean batch, Object statement, @Nullable Object text) {
        ThreadState thread = threads.here();
        if (!thread.running.enters(statement) || thread.isPools()) {
            return;
        }
        Execution execution = thread.execution;
        TrackedStatement command = find(statement, thread);
        execution.command = command;
        if (command == null) {
            return;
        }
        if (command.slot >= 0) {
            harvest(command);
        }
        execution.begin(surroundings);
        execution.batch = batch;
        if (!batch && text instanceof String sql) {
            command.shape = shapes.of(sql);
            command.sql = sql;
            command.prepared = false;
        }
        execution.beganNanos = System.nanoTime();
    }

    void ends(Object statement, @Nullable Object result, @Nullable Throwable thrown) {
        ThreadState thread = threads.here();
        if (!thread.running.leaves(statement) || thread.isPools()) {
            return;
        }
        Execution execution = thread.execution;
        TrackedStatement command = execution.command;
        TrackedConnection on = command == null ? null : command.connection;
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
            Execution execution,
            TrackedStatement command,
            TrackedConnection on,
            ThreadState thread,
            long now,
            @Nullable Object result) {
        thread.tracked.count(TrackedThread.EXECUTIONS);
        command.ran = true;
        if (!execution.shape.isKnown()) {
            unnamed.increment();
        }
        execution.autoCommit = on.transaction.isAutoCommit();
        leases.ran(execution, on, thread, now);
        transactions.ran(execution, on, now);
        Object read = result != null && JdbcTypes.isResultSet(result) ? result : null;
        discovery.resultSet(read); // may wait, so not under the ledger's lock
        Object owner = ledgers.owner(thread);
        UnitLedger work = ledgers.of(owner, thread);
        if (work != null && owner != null) {
            synchronized (work) {
                if (work.belongsTo(owner)) {
                    long binds = command.binds();
                    if (execution.shape.literal() && execution.sql != null) {
                        binds = binds * 31 + execution.sql.hashCode();
                    }
                    execution.work = work;
                    execution.use = work.ran(
                            execution,
                            thread.tracked.id,
                            on.target,
                            binds,
                            !command.isBindsUnknown() && !execution.batch);
                    if (read != null) {
                        reads(command, execution.use, work, read);
                    }
                }
            }
        }
        if (read != null) {
            reads(command, null, null, read);
        }
        for (Watch watch : watches.executed()) {
            watch.executed(execution);
        }
    }

    /** A statement handed out a result set after its execution. */
    void gave(Object statement, @Nullable Object result) {
        ThreadState thread = threads.here();
        TrackedStatement command = result == null || !thread.running.isEmpty() ? null : find(statement, thread);
        if (result == null || command == null || !command.ran || command.slot >= 0 || command.connection == null) {
            return;
        }
        discovery.resultSet(result); // as there
        Object owner = ledgers.owner(thread);
        UnitLedger work = ledgers.of(owner, thread);
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
    private void reads(TrackedStatement command, @Nullable StatementUse use, @Nullable UnitLedger work, Object result) {
        if (command.slot < 0 && (work == null || work.claim(command))) {
            command.rowsOf = work;
            command.use = use;
            command.ordinal = use == null ? 0 : use.count;
            rows.claim(command, result);
        }
    }

    private void harvest(TrackedStatement command) {
        UnitLedger work = command.rowsOf;
        if (work == null) {
            rows.harvest(command);
            return;
        }
        synchronized (work) {
            rows.harvest(command);
            work.release(command);
        }
    }

    /** Each statement that is open, of any connection. */
    void each(Consumer<TrackedStatement> look) {
        known.look(look);
    }

    /** A statement will close itself. */
    void completes(Object statement) {
        TrackedStatement command = find(statement, threads.here());
        if (command != null) {
            command.completes();
        }
    }

    /** A statement is being closed. */
    void closed(Object statement) {
        ThreadState thread = threads.here();
        TrackedStatement command = find(statement, thread);
        if (command == null) {
            return;
        }
        command.wasRead();
        harvest(command);
        if (command.letGo()) {
            known.remove(command);
            command.noLongerOpen();
            boolean own = command.user == thread.tracked && thread.running.isEmpty();
            command.clear();
            if (own && command.isReusable()) {
                thread.spare(command);
            }
        }
    }

    /** Counts, and lets go of statements that nobody closed; agent's thread. */
    void tick() {
        long ran = threads.all().take(TrackedThread.EXECUTIONS);
        if (ran > 0) {
            observations.count("statement", ran);
        }
        dropped("statement", crowded.sumThenReset());
        dropped("statement-text", unnamed.sumThenReset());
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
            observations.dropped(what, more);
        }
    }
}
