package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.ConnectionClosed;
import dev.seaworthy.observation.ConnectionReused;
import dev.seaworthy.observation.StatementRan;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Receiver;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is known of JDBC in this process: physical connections, their use, reuse and end; statements, leases, transactions
 * and ledgers beside it; and who follows them. Thread-safe.
 */
final class Jdbc {

    final Surroundings surroundings;
    final Observations observations;
    final Connections connections = new Connections();
    final Targets targets;
    final Configured configured;
    final Sources sources;
    final Discovery discovery;
    final Late late;
    final Calls calls;
    final Rows rows = new Rows();
    final Commands commands;
    final Leases leases;
    final Handles handles = new Handles(this);
    final Transactions transactions;
    final Works works;
    final BoundedStatements bounded;
    /** Of executions, for followers that want to know where each was made. */
    final Looks looks = new Looks();
    /** Hear of all that happens, in this order. */
    Follower[] followers;
    /** The same by what they hear of. */
    Followers hearing;

    private final Units units;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Jdbc(Receiver receiver, Surroundings surroundings, Observations observations, Late late) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.units = surroundings.units();
        this.late = late;
        this.targets = new Targets(observations);
        this.discovery = new Discovery(receiver, late);
        this.calls = new Calls(this);
        this.sources = new Sources(late);
        this.configured = new Configured(this);
        this.commands = new Commands(this);
        this.leases = new Leases(this, units);
        this.transactions = new Transactions(this);
        this.works = new Works(this, units, rows);
        this.bounded = new BoundedStatements(this);
        followers = new Follower[] {
            bounded,
            new Queueing(this),
            new Leaks(this),
            new Nesting(this),
            new Sharing(this),
            new Repetitions(this),
            new Trips(this),
            new Results(this),
            new Ddl(this),
            new Scatter(this),
            new Outside(this),
            new Abandoning(this),
            new OpenStatements(this),
            new Concatenation(this),
        };
        hearing = new Followers(followers);
        units.listen(works);
        surroundings.remoteCalls().listen(new Remotes(this));
    }

    /** The maximum of that pool, -1 where unknown; agent's thread. */
    int sizeOf(@Nullable Lender lender) {
        return lender == null ? -1 : lender.maximum(late);
    }

    /** Something of ours failed where no hook can be blamed: told with the next tick. */
    void failed(Throwable ours) {
        failure.compareAndSet(null, ours);
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
            case Hooks.RETURN -> calls.givingBack(a);
            case StatementHooks.RUN -> commands.begins(false, a, b);
            case Hooks.TOUCH -> touched(a, b);
            case Hooks.END -> ended(a);
            default -> enteredMore(op, a, b, c);
        }
    }

    /** The hooks that are reached less often: what is reached most is kept small, so that it is compiled into its callers. */
    private void enteredMore(int op, Object a, @Nullable Object b, @Nullable Object c) {
        switch (op) {
            // A driver may write to its parameter, so that it is not known at exit.
            case StatementHooks.MADE -> calls.thread().preparing = b instanceof String text ? text : null;
            case StatementHooks.RUN_BATCH -> commands.begins(true, a, null);
            case StatementHooks.ADD -> commands.added(a, b);
            case StatementHooks.EMPTY -> commands.emptied(a);
            case StatementHooks.UNBIND -> commands.unbound(a);
            case StatementHooks.DROP -> commands.closed(a);
            case StatementHooks.COMPLETE -> commands.completes(a);
            case StatementHooks.FETCH -> commands.fetches(a, b);
            case StatementHooks.QUERY_TIMEOUT -> commands.timed(a, b);
            case StatementHooks.NETWORK_TIMEOUT -> bounded.networkTimeout(a, b);
            case StatementHooks.READ -> rows.closed(a, this);
            case StatementHooks.COMMIT, StatementHooks.ROLLBACK -> transactions.begins();
            case StatementHooks.ASKED, StatementHooks.TRIED -> calls.thread().asks();
            case Hooks.UNWRAP -> leases.unwrapped(a, calls.thread());
            case HandleHooks.HANDLE, HandleHooks.ADAPT -> calls.begin(op, a, b, c);
            default -> handles.entered(op, a, b, c);
        }
    }

    void exited(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b) {
        switch (op) {
            case Hooks.RETURN -> calls.gaveBack();
            case Hooks.OPEN, Hooks.BORROW, Hooks.BUILD, Hooks.BUILD_UNKNOWN -> calls.returned(op, result, a);
            case Hooks.REGISTER -> {
                if (b != null) {
                    discovery.driver(b.getClass());
                }
            }
            case StatementHooks.ASKED -> calls.thread().asked();
            case StatementHooks.TRIED -> calls.tried(a);
            default -> {
                if (op >= HandleHooks.HANDLE) {
                    handles.exited(op, result, a, b);
                } else if (a != null) {
                    exitedMore(op, result, a, b);
                }
            }
        }
    }

    private void exitedMore(int op, @Nullable Object result, Object a, @Nullable Object b) {
        switch (op) {
            case StatementHooks.RUN, StatementHooks.RUN_BATCH -> commands.ends(a, result, null);
            case StatementHooks.MADE -> made(result, a, b);
            case StatementHooks.GIVE -> commands.gave(a, result);
            case StatementHooks.AUTO_COMMIT -> transactions.autoCommit(a, b);
            case StatementHooks.COMMIT, StatementHooks.ROLLBACK -> transactions.ended(a, op == StatementHooks.COMMIT);
            case Hooks.SERVE -> calls.served(a, result);
            default -> {}
        }
    }

    void thrown(int op, Throwable thrown, @Nullable Object a) {
        switch (op) {
            case Hooks.RETURN -> calls.gaveBack();
            case StatementHooks.RUN, StatementHooks.RUN_BATCH -> {
                if (a != null) {
                    commands.ends(a, null, thrown);
                }
            }
            case HandleHooks.INVOKE -> handles.invoked(a);
            case StatementHooks.ASKED, StatementHooks.TRIED -> calls.thread().asked();
            case StatementHooks.COMMIT, StatementHooks.ROLLBACK -> {}
            default -> calls.failed(op, thrown, a);
        }
    }

    private void made(@Nullable Object statement, Object connection, @Nullable Object sql) {
        PerThread thread = calls.thread();
        String preparing = thread.preparing;
        thread.preparing = null;
        Tracked tracked = handles.physical(connection);
        if (tracked != null) {
            touched(tracked, sql == null ? preparing : sql);
            if (statement != null) {
                commands.made(tracked, statement, sql instanceof String text ? text : preparing, thread);
            }
        }
    }

    /** A method of a driver's connection is called; {@code sql} is its first argument where that is a text. */
    private void touched(Object connection, @Nullable Object sql) {
        Tracked tracked = connections.get(connection);
        if (tracked != null) {
            touched(tracked, sql);
        }
    }

    void touched(Tracked tracked, @Nullable Object sql) {
        Unit unit = units.current();
        int news = unit.isVisible()
                ? tracked.usedIn(unit, units)
                : tracked.usedOutside(calls.thread(), Thread.currentThread().getId(), units);
        if ((news & Tracked.REUSED) != 0) {
            observations.add(new ConnectionReused(
                    tracked.origin.at(System.currentTimeMillis()), tracked.target.database, tracked.number));
        }
        boolean writes = unit.isVisible() && sql instanceof String text && Sql.isWrite(text) && tracked.wroteIn(unit);
        if (writes || (news & Tracked.FIRST_IN_UNIT) != 0) {
            statement(tracked.target, unit, writes);
        }
    }

    private void statement(Targets.Target target, Unit unit, boolean writes) {
        if (target.isFirstStatement(unit, writes) && target.mayTell()) {
            observations.add(new StatementRan(surroundings.here(), target.database, writes));
        }
    }

    /** A connection, or the pooled connection that stands for it, is being closed. */
    private void ended(Object connection) {
        PerThread thread = calls.thread();
        Tracked tracked = connections.get(connection);
        if (tracked == null) {
            handles.closed(connection, thread);
            return;
        }
        tracked.reached();
        if (tracked.end()) {
            leases.closedItself(tracked, connection, thread);
            handles.ended(tracked, thread);
            if (tracked.lent) {
                tracked.lent = false;
                calls.gaveBackItself();
            }
            connections.retire(tracked);
            tell(tracked, ConnectionClosed.End.CLOSED, System.currentTimeMillis());
        }
    }

    /** Tells of connections that nobody can reach any more; agent's thread. */
    void tick(long now, boolean last) {
        for (Tracked lost = connections.takeLost(); lost != null; lost = connections.takeLost()) {
            if (lost.end()) {
                // Without a hook in its class we saw neither use nor close: nothing can be said.
                if (!lost.isBlind()) {
                    tell(lost, ConnectionClosed.End.LOST, now);
                } else {
                    lost.target.closed(lost);
                }
            }
        }
        count("jdbc.return", calls.tallies.take(Tally.RETURNS));
        count("jdbc.borrow", calls.tallies.take(Tally.BORROWS));
        count("jdbc.rows", rows.takeRead());
        long lost = rows.takeLost();
        if (lost > 0) {
            observations.dropped("jdbc.rows", lost);
        }
        count("jdbc.transaction", transactions.takeEnded());
        commands.tick();
        calls.tick(now, last);
        leases.tick();
        handles.tick();
        for (Follower follower : followers) {
            follower.tick(now, last);
        }
        Throwable ours = failure.getAndSet(null);
        if (ours != null) {
            throw new IllegalStateException("at the end of a unit of work", ours);
        }
    }

    private void count(String sense, long more) {
        if (more > 0) {
            observations.count(sense, more);
        }
    }

    private void tell(Tracked tracked, ConnectionClosed.End end, long now) {
        tracked.target.closed(tracked);
        observations.add(new ConnectionClosed(
                tracked.origin.at(now),
                tracked.target.database,
                tracked.number,
                tracked.uses(),
                System.nanoTime() - tracked.openedNanos,
                end));
    }
}
