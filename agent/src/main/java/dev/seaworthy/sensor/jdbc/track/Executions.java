package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.Beat;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes;
import dev.seaworthy.sensor.sql.StatementUse;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** When statements run, what they run in, and the result sets that they hand out. Thread-safe. */
public final class Executions extends Part {

    private final Statements statements;
    private final Leases leases;
    private final Transactions transactions;
    private final UnitLedgers ledgers;
    /** Executions of texts whose shape has no room: counted, and compared with no other. */
    public final LongAdder unnamed = new LongAdder();

    public Executions(
            Shared shared, Statements statements, Leases leases, Transactions transactions, UnitLedgers ledgers) {
        super(shared);
        this.statements = statements;
        this.leases = leases;
        this.transactions = transactions;
        this.ledgers = ledgers;
    }

    public void begins(boolean batch, Object statement, @Nullable Object text) {
        ThreadState thread = threads.here();
        if (!thread.running.enters(statement) || thread.isPools()) {
            return;
        }
        Execution execution = thread.execution;
        TrackedStatement command = statements.find(statement, thread);
        execution.command = command;
        if (command == null) {
            return;
        }
        if (command.isBeingRead()) {
            rows.harvest(command);
        }
        execution.begin(surroundings);
        execution.batch = batch;
        if (!batch && text instanceof String sql) {
            command.shape = statements.shapes.of(sql);
            command.sql = sql;
            command.prepared = false;
        }
        execution.beganNanos = System.nanoTime();
    }

    public void ends(Object statement, @Nullable Object result, @Nullable Throwable thrown) {
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
        thread.borrow.timer.at(now);
        execution.nanos = now - execution.beganNanos;
        execution.thrown = thrown;
        execution.connection = on;
        execution.shape = command.shape;
        execution.sql = command.sql;
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

    /** The database refused a text when a statement was to be prepared for it. */
    public void refused(TrackedConnection on, String sql, @Nullable Throwable thrown) {
        ThreadState thread = threads.here();
        if (!thread.running.isEmpty() || thread.isPools()) {
            return;
        }
        Execution execution = thread.execution;
        execution.begin(surroundings);
        execution.thrown = thrown;
        execution.connection = on;
        execution.shape = statements.shapes.of(sql);
        execution.sql = sql;
        try {
            for (Watch watch : watches.refused) {
                watch.refused(execution);
            }
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
                    long binds = command.binds.hash();
                    if (execution.shape.literal() && execution.sql != null) {
                        binds = binds * 31 + execution.sql.hashCode();
                    }
                    execution.work = work;
                    execution.use = work.ran(
                            execution,
                            thread.tracked.id,
                            on.target.database,
                            binds,
                            !command.binds.isIncomplete() && !execution.batch);
                    if (read != null) {
                        reads(command, execution.use, work, read);
                    }
                }
            }
        }
        if (read != null) {
            reads(command, null, null, read);
        }
        for (Watch watch : watches.executed) {
            watch.executed(execution);
        }
    }

    /** A statement handed out a result set after its execution. */
    public void gave(Object statement, @Nullable Object result) {
        ThreadState thread = threads.here();
        TrackedStatement command =
                result == null || !thread.running.isEmpty() ? null : statements.find(statement, thread);
        TrackedConnection on = command == null ? null : command.connection;
        if (result == null || command == null || on == null || !command.ran || command.isBeingRead()) {
            return;
        }
        discovery.resultSet(result); // as there
        Object owner = ledgers.owner(thread);
        UnitLedger work = ledgers.of(owner, thread);
        if (work != null && owner != null) {
            synchronized (work) {
                if (work.belongsTo(owner)) {
                    reads(command, work.find(command.shape, on.target.database), work, result);
                }
            }
        }
        reads(command, null, null, result);
    }

    /** Begins to count rows, unless that goes on; without a ledger that has room they are only counted. */
    private void reads(TrackedStatement command, @Nullable StatementUse use, @Nullable UnitLedger work, Object result) {
        if (!command.isBeingRead() && (work == null || work.claim(command))) {
            command.rowsOf = work;
            command.use = use;
            command.ordinal = use == null ? 0 : use.count;
            rows.claim(command, result);
        }
    }
}
