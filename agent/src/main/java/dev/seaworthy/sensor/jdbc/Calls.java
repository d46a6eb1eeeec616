package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionRefused;
import dev.seaworthy.observation.ConnectionReused;
import dev.seaworthy.observation.Origin;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Calls that hand out connections, as they nest on each thread: the innermost that returns one is the physical open,
 * the outermost that throws is the refusal. Thread-safe.
 */
final class Calls {

    private final Jdbc jdbc;
    private final Pools pools;
    final Builders builders;
    private final AtomicLong numbers = new AtomicLong();
    private final Opens opens = new Opens();
    final Tally.Sum tallies = new Tally.Sum();
    private final ThreadLocal<PerThread> threads = new ThreadLocal<>() {
        @Override
        protected PerThread initialValue() {
            return new PerThread(tallies.add());
        }
    };

    Calls(Jdbc jdbc) {
        this.jdbc = jdbc;
        this.pools = new Pools(jdbc);
        this.builders = new Builders(jdbc);
    }

    /** Agent's thread. */
    void tick(long now, boolean last) {
        tallies.tidy();
        builders.look(now, last);
    }

    PerThread thread() {
        return threads.get();
    }

    void givingBack(@Nullable Object connection) {
        PerThread thread = thread();
        if (connection != null && thread.isClosingAnother(connection)) {
            // The close of that other one never said that it was over, or it closes what it was made of.
            thread.returning = 0;
            if (jdbc.leases.closed(thread)) {
                thread.tally.count(Tally.RETURNS);
            }
        }
        thread.returns();
        if (connection != null) {
            jdbc.leases.closing(connection, thread);
        }
    }

    /** The close of a borrowed connection is over; the outermost counts. */
    void gaveBack() {
        PerThread thread = thread();
        thread.returning = Math.max(0, thread.returning - 1);
        if (thread.returning == 0 && jdbc.leases.closed(thread)) {
            thread.tally.count(Tally.RETURNS);
        }
    }

    /** A physical connection ended that was handed out as it is. */
    void gaveBackItself() {
        thread().tally.count(Tally.RETURNS);
    }

    /** A pool that is no DataSource handed out a connection. */
    void served(@Nullable Object pool, @Nullable Object connection) {
        if (pool != null && connection != null) {
            pools.served(pool, connection);
        }
    }

    void begin(int hook, @Nullable Object self, @Nullable Object b, @Nullable Object c) {
        int op = jdbc.discovery.kind(hook, self);
        if (op == Hooks.SHUT) {
            if (self != null) {
                pools.shut(self);
            }
            return;
        }
        PerThread thread = thread();
        if (thread.nest.isEmpty()) {
            opens.ended(thread);
            // An open of somebody else that goes on now may end before this borrow does.
            thread.borrow.begins(opens.before());
        }
        if (op == Hooks.OPEN) {
            opens.begins(thread);
        }
        thread.nest.push(op, self, b, c, thread.lastLender);
    }

    void returned(int hook, @Nullable Object result, @Nullable Object self) {
        int op = jdbc.discovery.kind(hook, self);
        if (op == Hooks.BUILD || op == Hooks.BUILD_UNKNOWN) {
            if (self != null) {
                pools.built(self, op == Hooks.BUILD);
            }
            return;
        }
        PerThread thread = thread();
        Nest nest = thread.nest;
        Nest.Frame frame = nest.pop(op, self);
        if (frame == null) {
            return;
        }
        opens.ended(thread);
        Object by = frame.self();
        Class<?> type = result == null ? null : result.getClass();
        Known known = type == null ? null : jdbc.discovery.of(type);
        if (result != null && known != null && known.isHandedOut) {
            boolean physical = op == HandleHooks.HANDLE
                    ? jdbc.connections.get(result) != null
                    : op == Hooks.OPEN && !frame.lent || known.physical;
            if (!frame.produced && physical) {
                handedOut(result, frame, thread);
            }
            if (op == HandleHooks.HANDLE && by != null) {
                thread.borrow.behind = jdbc.handles.handedOut(by, result, thread);
            } else if (!known.isConnection) {
                jdbc.handles.pooled(result, frame.made);
            }
            Tracked tracked = known.physical ? jdbc.connections.get(result) : null;
            boolean outermost = nest.isEmpty();
            // One call and no other in it: by far the most borrows.
            boolean plain = outermost && op == Hooks.BORROW && tracked == null && thread.borrow.isPlain(known);
            if (!plain) {
                thread.borrow.lends(op, result, known, tracked, by, pools, thread);
            }
            if (op == Hooks.BORROW) {
                if (outermost) {
                    counts(result, known, tracked, frame.produced, by, thread);
                }
                if (by != null) {
                    pools.borrowed(by, frame.opened, thread);
                }
                if (!outermost && nest.lent(jdbc.discovery)) {
                    opens.didNotBegin(frame.produced, thread);
                }
            }
            if (plain && !known.closesSeen) {
                thread.borrow.clear();
            } else if (plain) {
                Lender from = frame.lender();
                lent(thread, result, from == null && by != null ? jdbc.leases.lender(by, thread) : from);
            } else if (outermost && (op != HandleHooks.HANDLE || thread.returning == 0)) {
                // A pool that takes a connection back may try it.
                lent(thread);
                if (op == HandleHooks.HANDLE) {
                    jdbc.handles.lent(result);
                    thread.tally.count(Tally.BORROWS);
                }
            }
        }
        frame.clear();
    }

    /**
     * Counts a borrow. What is no pool hands out a connection that it opened: HikariCP's inner DataSource, for one. That
     * is counted as opened, and as closed in the end.
     */
    private void counts(
            Object result,
            Known type,
            @Nullable Tracked physical,
            boolean produced,
            @Nullable Object lender,
            PerThread thread) {
        if (physical == null) {
            jdbc.discovery.lent(result, type);
        } else if (!produced || lender != null && pools.isKnown(lender, thread)) {
            physical.lent = true;
        } else {
            return;
        }
        thread.tally.count(Tally.BORROWS);
    }

    private void lent(PerThread thread) {
        Borrow borrow = thread.borrow;
        Object logical = borrow.logical;
        Object lender = borrow.lender;
        if (logical != null && !jdbc.discovery.lent(logical, jdbc.discovery.of(logical.getClass()))) {
            borrow.clear(); // one whose close would be missed would seem to be held for ever
            return;
        }
        lent(thread, logical, lender == null ? null : jdbc.leases.lender(lender, thread));
    }

    private void lent(PerThread thread, @Nullable Object logical, @Nullable Lender lender) {
        Borrow borrow = thread.borrow;
        boolean meanwhile = opens.wentOnSince(borrow.opensBefore);
        boolean quick = borrow.isQuick();
        long now = quick ? borrow.lately() : System.nanoTime();
        long waited = quick ? 0 : borrow.waited(now);
        try {
            jdbc.leases.borrowed(thread, logical, lender, now, waited, meanwhile);
        } finally {
            borrow.clear();
        }
    }

    void failed(int hook, Throwable thrown, @Nullable Object self) {
        int op = jdbc.discovery.kind(hook, self);
        PerThread thread = thread();
        Nest nest = thread.nest;
        Nest.Frame frame = nest.pop(op, self);
        if (frame == null) {
            return;
        }
        opens.ended(thread);
        if (op == Hooks.OPEN && !nest.has(Hooks.OPEN) && Sql.isSqlException(thrown)) {
            Login login = Login.of(frame, nest, jdbc.targets, jdbc.sources);
            Targets.Target target = login.target();
            target.refuses();
            Origin origin = jdbc.surroundings.here();
            String state = Sql.state(thrown);
            int code = Sql.vendorCode(thrown);
            String said = login.redact(Sql.message(thrown));
            int now = target.openNow();
            builders.place(
                    origin,
                    target.database,
                    at -> new ConnectionRefused(at, target.database, state, code, said, now, target.holders(builders)));
        }
        Borrow borrow = thread.borrow;
        if (op == Hooks.BORROW && borrow.lender == null) {
            borrow.lender = frame.self();
        }
        frame.clear();
        if (nest.isEmpty()) {
            long waited = borrow.waited(System.nanoTime());
            Object lender = borrow.lender;
            boolean opened = borrow.opened;
            borrow.clear();
            for (Follower follower : jdbc.followers) {
                follower.borrowFailed(lender, thrown, waited, opened);
            }
        }
    }

    /** A connection has said whether it works. */
    void tried(@Nullable Object connection) {
        thread().asked();
        Tracked on = connection == null ? null : jdbc.connections.get(connection);
        if (on != null) {
            on.heardNanos = System.nanoTime();
        }
    }

    private void handedOut(Object connection, Nest.Frame frame, PerThread thread) {
        Tracked known = jdbc.connections.get(connection);
        if (known == null) {
            thread.borrow.made = opened(connection, frame, thread.nest);
        } else if (known.revive()) {
            jdbc.connections.recall(known);
            known.target.opened(known);
            jdbc.observations.add(new ConnectionReused(known.origin, known.target.database, known.number));
        }
    }

    private Tracked opened(Object connection, Nest.Frame frame, Nest nest) {
        long nanos = System.nanoTime() - frame.nanos;
        Known type = jdbc.discovery.physical(connection.getClass());
        Login login = Login.of(frame, nest, jdbc.targets, jdbc.sources);
        Targets.Target target = login.target();
        nest.produced(target);
        long place = jdbc.surroundings.sites().calling(true);
        Origin origin = jdbc.surroundings.at(jdbc.surroundings.sites().at(place));
        Tracked tracked =
                new Tracked(connection, jdbc.connections.queue(), numbers.incrementAndGet(), target, origin, type);
        nest.made(tracked);
        jdbc.discovery.opened(tracked.number);
        boolean kept = jdbc.connections.add(tracked);
        if (!kept) {
            jdbc.observations.dropped("jdbc.connection", 1);
        }
        int now = kept ? target.opened(tracked) : target.openNow();
        String weak = login.learn(jdbc.surroundings);
        builders.place(
                origin,
                target.database,
                at -> new ConnectionOpened(
                        at, target.database, tracked.number, Openers.kind(origin.site()), nanos, now, weak));
        jdbc.configured.opened(place, frame, nest, target, origin);
        return tracked;
    }
}
