package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.identity.StrongReferences;
import dev.seaworthy.sensor.jdbc.discover.Discovery;
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
import dev.seaworthy.sensor.jdbc.track.OpenConnections;
import dev.seaworthy.sensor.jdbc.track.PhysicalOpens;
import dev.seaworthy.sensor.jdbc.track.PooledHandles;
import dev.seaworthy.sensor.jdbc.track.Rows;
import dev.seaworthy.sensor.jdbc.track.Statements;
import dev.seaworthy.sensor.jdbc.track.ThreadState;
import dev.seaworthy.sensor.jdbc.track.Threads;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.TrackedThread;
import dev.seaworthy.sensor.jdbc.track.Transactions;
import dev.seaworthy.sensor.jdbc.track.UnitLedgers;
import dev.seaworthy.sensor.jdbc.track.Watch;
import dev.seaworthy.sensor.jdbc.track.Watches;
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
final class Jdbc {

    final Discovery discovery;
    final Threads threads = new Threads();
    final Watches watches = new Watches();
    final Rows rows = new Rows(watches);
    final StrongReferences strong = new StrongReferences();
    final Statements statements;
    final Leases leases;

    private final Observations observations;
    final PoolPlaces places;
    final OpenConnections connections;
    private final Executions executions;
    private final ConnectionUses uses;
    private final Transactions transactions;
    private final ConnectionReturns returns;
    private final PooledHandles handles;
    private final ConnectionCalls calls;
    private final ConnectionEnds ends;

    Jdbc(Receiver receiver, Surroundings surroundings, Observations observations, Late late) {
        this.observations = observations;
        connections = new OpenConnections(observations);
        SourceAnswers sources = new SourceAnswers(late, observations);
        Targets targets = new Targets(observations);
        Lenders lenders = new Lenders(observations);
        places = new PoolPlaces(surroundings, observations, late);
        Pools pools = new Pools(surroundings, observations, late, sources, places);
        discovery = new Discovery(receiver, late);
        UnitLedgers ledgers = new UnitLedgers(surroundings.units(), threads, rows, watches);
        leases = new Leases(surroundings, observations, ledgers, watches, strong);
        uses = new ConnectionUses(surroundings, observations, threads);
        transactions = new Transactions(threads, ledgers, watches);
        returns = new ConnectionReturns(threads, leases);
        handles = new PooledHandles(connections, discovery, leases, returns, transactions, uses, observations, strong);
        statements = new Statements(observations, discovery, threads, rows, strong);
        executions = new Executions(
                surroundings, discovery, threads, statements, leases, transactions, ledgers, rows, watches);
        ConnectionSetup setup =
                new ConnectionSetup(sources, late, seen -> places.place(seen.origin(), seen.database(), seen::at));
        PhysicalOpens opens =
                new PhysicalOpens(surroundings, observations, targets, sources, setup, places, discovery, connections);
        calls = new ConnectionCalls(discovery, pools, lenders, opens, connections, handles, leases, threads, watches);
        ends = new ConnectionEnds(connections, handles, leases, returns, threads, observations);
        Looks looks = new Looks();
        RemoteCallWatch remotes = new RemoteCallWatch(surroundings, observations, late, threads);
        watches.are(
                new StatementTimeoutWatch(surroundings, observations, targets),
                new BorrowWaitWatch(surroundings, observations, late, leases, lenders),
                new LeakWatch(surroundings, observations, late, leases),
                new NestedBorrowWatch(surroundings, observations, late, leases),
                new SharedConnectionWatch(surroundings, observations, late, statements),
                new RepetitionWatch(observations),
                new RoundTripWatch(observations),
                new ResultSizeWatch(surroundings, observations, looks),
                new SchemaChangeWatch(surroundings, observations),
                new ScatteredWriteWatch(surroundings, observations),
                remotes,
                new AbandonedWriteWatch(surroundings, observations),
                new OpenStatementWatch(surroundings, observations, statements),
                new ConcatenationWatch(surroundings, observations, late, looks));
        surroundings.remoteCalls().listen(remotes);
    }

    void entered(int op, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (a == null) {
            if (op == Hooks.OPEN || op == Hooks.BORROW) {
                calls.begin(op, null, b, c);
            }
            return;
        }
        switch (op) {
            case Hooks.OPEN, Hooks.BORROW, Hooks.SHUT -> calls.begin(op, a, b, c);
            case Hooks.RETURN -> returns.begins(a);
            case StatementHooks.RUN -> executions.begins(false, a, b);
            case Hooks.END -> ends.closing(a);
            default -> enteredMore(op, a, b, c);
        }
    }

    /** The hooks that are reached less often: what is reached most is kept small, so that it is compiled into its callers. */
    private void enteredMore(int op, Object a, @Nullable Object b, @Nullable Object c) {
        switch (op) {
            // A driver may write to its parameter, so that it is not known at exit.
            case StatementHooks.MADE -> threads.here().preparing = b instanceof String text ? text : null;
            case StatementHooks.RUN_BATCH -> executions.begins(true, a, null);
            case StatementHooks.ADD -> statements.added(a, b);
            case StatementHooks.EMPTY -> statements.emptied(a);
            case StatementHooks.UNBIND -> statements.unbound(a);
            case StatementHooks.DROP -> statements.closed(a);
            case StatementHooks.COMPLETE -> statements.completes(a);
            case StatementHooks.FETCH -> statements.fetches(a, b);
            case StatementHooks.QUERY_TIMEOUT -> statements.timed(a, b);
            case StatementHooks.NETWORK_TIMEOUT -> networkTimeout(a, b);
            case StatementHooks.READ -> rows.closed(a);
            case StatementHooks.COMMIT, StatementHooks.ROLLBACK -> transactions.begins();
            case StatementHooks.ASKED, StatementHooks.TRIED -> threads.here().asks();
            case Hooks.UNWRAP -> leases.unwrapped(a, threads.here());
            case HandleHooks.HANDLE, HandleHooks.ADAPT -> calls.begin(op, a, b, c);
            case HandleHooks.INVOKE -> handles.invokes(a, b, c);
            default -> {}
        }
    }

    void exited(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b) {
        switch (op) {
            case Hooks.RETURN -> returns.ended();
            case Hooks.OPEN, Hooks.BORROW, Hooks.BUILD, Hooks.BUILD_UNKNOWN -> calls.returned(op, result, a);
            case Hooks.REGISTER -> {
                if (b != null) {
                    discovery.driver(b.getClass());
                }
            }
            case StatementHooks.ASKED -> threads.here().asked();
            case StatementHooks.TRIED -> calls.tried(a);
            default -> {
                if (op == HandleHooks.HANDLE || op == HandleHooks.ADAPT) {
                    calls.returned(op, result, a);
                } else if (op == HandleHooks.INVOKE) {
                    returns.proxyEnded(a);
                } else if (a != null) {
                    exitedMore(op, result, a, b);
                }
            }
        }
    }

    private void exitedMore(int op, @Nullable Object result, Object a, @Nullable Object b) {
        switch (op) {
            case StatementHooks.RUN, StatementHooks.RUN_BATCH -> executions.ends(a, result, null);
            case StatementHooks.MADE -> made(result, a, b);
            case StatementHooks.GIVE -> executions.gave(a, result);
            case StatementHooks.AUTO_COMMIT -> transactions.autoCommit(handles.physical(a), b);
            case StatementHooks.COMMIT, StatementHooks.ROLLBACK ->
                transactions.ended(handles.physical(a), op == StatementHooks.COMMIT);
            case Hooks.SERVE -> calls.served(a, result);
            default -> handles.exited(op, result, a, b);
        }
    }

    void thrown(int op, Throwable thrown, @Nullable Object a) {
        switch (op) {
            case Hooks.RETURN -> returns.ended();
            case StatementHooks.RUN, StatementHooks.RUN_BATCH -> {
                if (a != null) {
                    executions.ends(a, null, thrown);
                }
            }
            case HandleHooks.INVOKE -> returns.proxyEnded(a);
            case StatementHooks.ASKED, StatementHooks.TRIED -> threads.here().asked();
            case StatementHooks.COMMIT, StatementHooks.ROLLBACK -> {}
            default -> calls.failed(op, thrown, a);
        }
    }

    private void made(@Nullable Object statement, Object connection, @Nullable Object sql) {
        ThreadState thread = threads.here();
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

    private void networkTimeout(Object connection, @Nullable Object millis) {
        TrackedConnection tracked = connections.get(connection);
        if (tracked != null && millis instanceof Integer value) {
            tracked.networkTimeout = value > 0;
        }
    }

    /** Agent's thread. */
    void tick(long now, boolean last) {
        ends.tick(now);
        count("jdbc.return", threads.all().take(TrackedThread.RETURNS));
        count("jdbc.borrow", threads.all().take(TrackedThread.BORROWS));
        count("jdbc.rows", rows.takeRead());
        dropped("jdbc.rows", rows.takeLost());
        count("jdbc.transaction", transactions.takeEnded());
        count("jdbc.statement", threads.all().take(TrackedThread.EXECUTIONS));
        dropped("jdbc.statement-text", executions.takeUnnamed());
        statements.tick();
        threads.all().tidy();
        places.look(now, last);
        leases.tick();
        handles.tick();
        for (Watch watch : watches.all()) {
            watch.tick(now, last);
        }
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
