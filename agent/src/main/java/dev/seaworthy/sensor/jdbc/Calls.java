package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionRefused;
import dev.seaworthy.observation.ConnectionReused;
import dev.seaworthy.observation.Origin;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Calls that hand out connections, as they nest on each thread: the innermost that returns one is the physical open,
 * the outermost that throws is the refusal. Thread-safe.
 */
final class Calls {

    private final Jdbc jdbc;
    private final Pools pools;
    private final AtomicLong numbers = new AtomicLong();
    private final ThreadLocal<PerThread> threads = ThreadLocal.withInitial(PerThread::new);
    private final LongAdder borrowed = new LongAdder();
    private final LongAdder returned = new LongAdder();

    Calls(Jdbc jdbc) {
        this.jdbc = jdbc;
        this.pools = new Pools(jdbc);
    }

    /** What one thread is doing with JDBC. */
    static final class PerThread {
        final Nest nest = new Nest();
        /** Number of the connection that it touched last, where no unit of work was visible. */
        long touched;
        /** How many closes of borrowed connections it is in: a wrapper's close calls that of what it wraps. */
        int returning;
        /** How often it went from one connection to another. */
        long switches;
    }

    PerThread thread() {
        return threads.get();
    }

    void givingBack() {
        thread().returning++;
    }

    /** The close of a borrowed connection is over; the outermost counts. */
    void gaveBack() {
        PerThread thread = thread();
        thread.returning = Math.max(0, thread.returning - 1);
        if (thread.returning == 0) {
            returned.increment();
        }
    }

    /** A physical connection ended that was handed out as it is. */
    void gaveBackItself() {
        returned.increment();
    }

    long takeReturned() {
        return returned.sumThenReset();
    }

    long takeBorrowed() {
        return borrowed.sumThenReset();
    }

    void begin(int op, @Nullable Object self, @Nullable Object b, @Nullable Object c) {
        if (op == Hooks.SHUT) {
            if (self != null) {
                pools.shut(self);
            }
            return;
        }
        thread().nest.push(op, self, b, c);
    }

    void returned(int op, @Nullable Object result, @Nullable Object self) {
        if (op == Hooks.BUILD) {
            if (self != null) {
                pools.built(self);
            }
            return;
        }
        Nest nest = thread().nest;
        Nest.Frame frame = nest.pop(op, self);
        if (frame == null) {
            return;
        }
        boolean outermost = nest.isEmpty();
        if (result != null && Sql.isConnection(result)) {
            if (!frame.produced && (op == Hooks.OPEN || jdbc.discovery.isPhysical(result.getClass()))) {
                handedOut(result, frame, nest);
            }
            if (op == Hooks.BORROW) {
                if (outermost) {
                    borrowed.increment();
                    jdbc.discovery.lent(result.getClass());
                }
                if (frame.self != null) {
                    pools.borrowed(frame.self, frame.opened);
                }
            }
        }
        frame.clear();
    }

    void failed(int op, Throwable thrown, @Nullable Object self) {
        Nest nest = thread().nest;
        Nest.Frame frame = nest.pop(op, self);
        if (frame == null) {
            return;
        }
        if (op == Hooks.OPEN && !nest.has(Hooks.OPEN) && Sql.isSqlException(thrown)) {
            Login login = Login.of(frame, nest);
            Targets.Target target = jdbc.targets.of(login.database());
            Origin origin = jdbc.surroundings.here(Openers.key());
            jdbc.observations.add(new ConnectionRefused(
                    origin,
                    target.database,
                    Sql.state(thrown),
                    Sql.vendorCode(thrown),
                    login.redact(Sql.message(thrown)),
                    target.openNow(),
                    target.holders()));
        }
        frame.clear();
    }

    private void handedOut(Object connection, Nest.Frame frame, Nest nest) {
        Tracked known = jdbc.connections.get(connection);
        if (known == null) {
            opened(connection, frame, nest);
        } else if (known.revive()) {
            jdbc.connections.recall(known);
            known.target.opened(known);
            jdbc.observations.add(new ConnectionReused(known.origin, known.target.database, known.number));
        }
    }

    private void opened(Object connection, Nest.Frame frame, Nest nest) {
        long nanos = System.nanoTime() - frame.nanos;
        Discovery.Known type = jdbc.discovery.physical(connection.getClass());
        Login login = Login.of(frame, nest);
        Targets.Target target = jdbc.targets.of(login.database());
        nest.produced(target);
        Origin origin = jdbc.surroundings.here(Openers.key());
        Tracked tracked =
                new Tracked(connection, jdbc.connections.queue(), numbers.incrementAndGet(), target, origin, type);
        boolean kept = jdbc.connections.add(tracked);
        int now = kept ? target.opened(tracked) : target.openNow();
        String weak = login.database().embedded() ? "" : WeakPasswords.judge(login);
        jdbc.observations.add(new ConnectionOpened(
                origin, target.database, tracked.number, Openers.kind(origin.site()), nanos, now, weak));
        learn(login, target);
    }

    private void learn(Login login, Targets.Target target) {
        String password = login.password();
        if (password == null || password.isEmpty()) {
            return;
        }
        int print = password.hashCode() * 31 + 17;
        if (target.learned != print) {
            target.learned = print;
            // At once: the next line of the application may log it. Tens of microseconds, once for a password.
            jdbc.surroundings.secrets().learn("JDBC password", "password", password);
        }
    }
}
