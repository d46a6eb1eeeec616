package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.discover.HandleHooks;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.sensor.jdbc.pool.Lenders;
import dev.seaworthy.sensor.jdbc.pool.PoolPlaces;
import dev.seaworthy.sensor.jdbc.pool.Pools;
import dev.seaworthy.sensor.jdbc.source.ConnectionSetup;
import dev.seaworthy.sensor.jdbc.source.SourceAnswers;
import dev.seaworthy.sensor.jdbc.source.Targets;
import dev.seaworthy.sensor.jdbc.track.ConnectionCalls;
import dev.seaworthy.sensor.jdbc.track.ConnectionEnds;
import dev.seaworthy.sensor.jdbc.track.ConnectionReturns;
import dev.seaworthy.sensor.jdbc.track.ConnectionUses;
import dev.seaworthy.sensor.jdbc.track.Executions;
import dev.seaworthy.sensor.jdbc.track.Leases;
import dev.seaworthy.sensor.jdbc.track.PhysicalOpens;
import dev.seaworthy.sensor.jdbc.track.PooledHandles;
import dev.seaworthy.sensor.jdbc.track.Shared;
import dev.seaworthy.sensor.jdbc.track.Statements;
import dev.seaworthy.sensor.jdbc.track.ThreadState;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.TrackedThread;
import dev.seaworthy.sensor.jdbc.track.Transactions;
import dev.seaworthy.sensor.jdbc.track.UnitLedgers;
import dev.seaworthy.sensor.jdbc.watch.AbandonedWriteWatch;
import dev.seaworthy.sensor.jdbc.watch.BorrowWaitWatch;
import dev.seaworthy.sensor.jdbc.watch.ConcatenationWatch;
import dev.seaworthy.sensor.jdbc.watch.LeakWatch;
import dev.seaworthy.sensor.jdbc.watch.NestedBorrowWatch;
import dev.seaworthy.sensor.jdbc.watch.OpenStatementWatch;
import dev.seaworthy.sensor.jdbc.watch.RemoteCallWatch;
import dev.seaworthy.sensor.jdbc.watch.RepetitionWatch;
import dev.seaworthy.sensor.jdbc.watch.ResultSizeWatch;
import dev.seaworthy.sensor.jdbc.watch.RoundTripWatch;
import dev.seaworthy.sensor.jdbc.watch.ScatteredWriteWatch;
import dev.seaworthy.sensor.jdbc.watch.SchemaChangeWatch;
import dev.seaworthy.sensor.jdbc.watch.SharedConnectionWatch;
import dev.seaworthy.sensor.jdbc.watch.StatementTimeoutWatch;
import dev.seaworthy.weave.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts together that follow JDBC in this process, and hands each hook to the one that it concerns.
 * Thread-safe.
 */
final class Jdbc implements Receiver {

    final Shared shared;
    final Statements statements;
    final Leases leases;

    private final Observations observations;
    final PoolPlaces places;
    private final Pools pools;
    private final Executions executions;
    private final ConnectionUses uses;
    private final Transactions transactions;
    private final ConnectionReturns returns;
    private final PooledHandles handles;
    private final ConnectionCalls calls;
    private final ConnectionEnds ends;

    Jdbc(Receiver receiver, Surroundings surroundings, Observations observations, Late late) {
        this.observations = observations;
        Workplace workplace = new Workplace(surroundings, observations, late);
        shared = new Shared(workplace, receiver);
        SourceAnswers sources = new SourceAnswers(late, observations);
        Targets targets = new Targets(observations);
        Lenders lenders = new Lenders(observations);
        places = new PoolPlaces(surroundings, observations, late);
        pools = new Pools(workplace, sources, places);
        UnitLedgers ledgers = new UnitLedgers(shared);
        leases = new Leases(shared, ledgers);
        uses = new ConnectionUses(shared);
        transactions = new Transactions(shared, ledgers);
        returns = new ConnectionReturns(shared, leases);
        handles = new PooledHandles(shared, leases, returns, transactions, uses);
        statements = new Statements(shared);
        executions = new Executions(shared, statements, leases, transactions, ledgers);
        ConnectionSetup setup =
                new ConnectionSetup(sources, late, seen -> places.place(seen.origin(), seen.database(), seen::at));
        PhysicalOpens opens = new PhysicalOpens(shared, targets, sources, setup, places);
        calls = new ConnectionCalls(shared, pools, lenders, opens, handles, leases);
        ends = new ConnectionEnds(shared, handles, leases);
        Looks looks = new Looks();
        RemoteCallWatch remotes = new RemoteCallWatch(workplace, shared.threads);
        shared.watches.are(
                new StatementTimeoutWatch(workplace, targets),
                new BorrowWaitWatch(workplace, leases, lenders, shared.threads),
                new LeakWatch(workplace, leases, shared.discovery.lenders),
                new NestedBorrowWatch(workplace, leases, shared.threads),
                new SharedConnectionWatch(workplace, statements),
                new RepetitionWatch(workplace),
                new RoundTripWatch(workplace),
                new ResultSizeWatch(workplace, looks),
                new SchemaChangeWatch(workplace),
                new ScatteredWriteWatch(workplace),
                remotes,
                new AbandonedWriteWatch(workplace),
                new OpenStatementWatch(workplace, statements),
                new ConcatenationWatch(workplace, looks));
        surroundings.remoteCalls().listen(remotes);
    }

    /** Where connections are handed out: those methods nest, and {@code DriverManager}'s are static. */
    @Override
    public void at(int point, @Nullable Object outcome, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        switch (point) {
            case ENTER + Hooks.OPEN, ENTER + Hooks.BORROW, ENTER + HandleHooks.HANDLE, ENTER + HandleHooks.ADAPT ->
                calls.begin(point - ENTER, a, b, c);
            case EXIT + Hooks.OPEN, EXIT + Hooks.BORROW, EXIT + HandleHooks.HANDLE, EXIT + HandleHooks.ADAPT ->
                calls.returned(point - EXIT, outcome, a);
            case THROWN + Hooks.OPEN,
                    THROWN + Hooks.BORROW,
                    THROWN + HandleHooks.HANDLE,
                    THROWN + HandleHooks.ADAPT -> {
                if (outcome instanceof Throwable thrown) {
                    calls.failed(point - THROWN, thrown, a);
                }
            }

            case EXIT + Hooks.REGISTER -> {
                if (b != null) {
                    shared.discovery.driver(b.getClass());
                }
            }
            default -> {
                if (a != null) {
                    on(point, outcome, a, b, c);
                }
            }
        }
    }

    private void on(int point, @Nullable Object outcome, Object self, @Nullable Object b, @Nullable Object c) {
        switch (point) {
            case ENTER + Hooks.RETURN -> returns.begins(self);
            case EXIT + Hooks.RETURN, THROWN + Hooks.RETURN -> returns.ended();

            case ENTER + StatementHooks.RUN -> executions.begins(false, self, b);
            case ENTER + StatementHooks.RUN_BATCH -> executions.begins(true, self, null);
            case EXIT + StatementHooks.RUN, EXIT + StatementHooks.RUN_BATCH -> executions.ends(self, outcome, null);
            case THROWN + StatementHooks.RUN, THROWN + StatementHooks.RUN_BATCH ->
                executions.ends(self, null, (Throwable) outcome);
            case EXIT + StatementHooks.GIVE -> executions.gave(self, outcome);

            // A driver may write to its parameter, so that it is not known at exit.
            case ENTER + StatementHooks.MADE ->
                shared.threads.here().preparing = b instanceof String text ? text : null;
            case EXIT + StatementHooks.MADE -> made(outcome, self, b);
            case THROWN + StatementHooks.MADE -> refused(self, (Throwable) outcome);

            case ENTER + StatementHooks.ADD,
                    ENTER + StatementHooks.EMPTY,
                    ENTER + StatementHooks.UNBIND,
                    ENTER + StatementHooks.COMPLETE,
                    ENTER + StatementHooks.FETCH,
                    ENTER + StatementHooks.QUERY_TIMEOUT -> statements.isSet(point - ENTER, self, b);
            case ENTER + StatementHooks.DROP -> statements.closed(self);
            case ENTER + StatementHooks.READ -> shared.rows.closed(self);

            case ENTER + StatementHooks.NETWORK_TIMEOUT -> networkTimeout(self, b);
            case ENTER + StatementHooks.ASKED, ENTER + StatementHooks.TRIED ->
                shared.threads.here().asks();
            case EXIT + StatementHooks.TRIED -> calls.tried(self);
            case EXIT + StatementHooks.ASKED, THROWN + StatementHooks.ASKED, THROWN + StatementHooks.TRIED ->
                shared.threads.here().asked();
            case ENTER + Hooks.UNWRAP -> leases.unwrapped(self, shared.threads.here());
            case ENTER + Hooks.END -> ends.closing(self);

            case EXIT + StatementHooks.AUTO_COMMIT -> transactions.autoCommit(handles.physical(self), b);
            case ENTER + StatementHooks.COMMIT, ENTER + StatementHooks.ROLLBACK -> transactions.begins();
            case EXIT + StatementHooks.COMMIT -> transactions.ended(handles.physical(self), true);
            case EXIT + StatementHooks.ROLLBACK -> transactions.ended(handles.physical(self), false);

            case EXIT + HandleHooks.BRANCH_BEGIN -> transactions.branch(handles.physical(self));
            case EXIT + HandleHooks.BRANCH_END -> transactions.branchLeft(handles.physical(self), b);
            case EXIT + HandleHooks.BRANCH_COMMIT -> transactions.branchOver(handles.physical(self), true);
            case EXIT + HandleHooks.BRANCH_ROLLBACK -> transactions.branchOver(handles.physical(self), false);
            case EXIT + HandleHooks.RESOURCE -> handles.resource(self, outcome);
            case ENTER + HandleHooks.INVOKE -> handles.invokes(self, b, c);
            case EXIT + HandleHooks.INVOKE, THROWN + HandleHooks.INVOKE -> returns.proxyEnded(self);

            case EXIT + Hooks.BUILD -> pools.built(self, true);
            case EXIT + Hooks.BUILD_UNKNOWN -> pools.built(self, false);
            case ENTER + Hooks.SHUT -> pools.shut(self);
            case EXIT + Hooks.SERVE -> calls.served(self, outcome);
            default -> {}
        }
    }

    private void made(@Nullable Object statement, Object connection, @Nullable Object sql) {
        ThreadState thread = shared.threads.here();
        String text = sql instanceof String first ? first : thread.preparing;
        thread.preparing = null;
        TrackedConnection tracked = handles.physical(connection);
        if (tracked != null) {
            uses.touched(tracked, text);
            if (statement != null) {
                statements.made(tracked, statement, text, thread);
            }
        }
    }

    /** One overload may have called another, and both throw. */
    private void refused(Object connection, @Nullable Throwable thrown) {
        ThreadState thread = shared.threads.here();
        String text = thread.preparing;
        thread.preparing = null;
        TrackedConnection tracked = text == null ? null : handles.physical(connection);
        if (text != null && tracked != null) {
            executions.refused(tracked, text, thrown);
        }
    }

    private void networkTimeout(Object connection, @Nullable Object millis) {
        TrackedConnection tracked = shared.connections.get(connection);
        if (tracked != null && millis instanceof Integer value) {
            tracked.networkTimeout = value > 0;
        }
    }

    /** Agent's thread. */
    void tick(long now, boolean last) {
        ends.tick(now);
        count("jdbc.return", shared.threads.all().take(TrackedThread.RETURNS));
        count("jdbc.borrow", shared.threads.all().take(TrackedThread.BORROWS));
        count("jdbc.rows", shared.rows.read.sumThenReset());
        dropped("jdbc.rows", shared.rows.lost.sumThenReset());
        count("jdbc.transaction", transactions.ended.sumThenReset());
        count("jdbc.statement", shared.threads.all().take(TrackedThread.EXECUTIONS));
        dropped("jdbc.statement", statements.crowded.sumThenReset());
        dropped("jdbc.statement-text", executions.unnamed.sumThenReset());
        statements.tick();
        shared.threads.all().tidy();
        places.look(now, last);
        leases.tick();
        handles.tick();
        shared.watches.tick(now, last);
    }

    private void count(String sense, long more) {
        if (more > 0) {
            observations.count(sense, more);
        }
    }

    private void dropped(String sense, long more) {
        if (more > 0) {
            observations.dropped(sense, more);
        }
    }
}
