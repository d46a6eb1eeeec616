package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Unit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls that a unit of work makes on another thread while one of its threads waits, as for a task that it handed to an
 * executor. Thread-safe, bounded.
 */
final class HandedCalls implements RemoteCalls.Hears {

    private static final int MOST = 1_000;

    private final Units units;
    private final Map<Long, Waiter> waiters = new ConcurrentHashMap<>();

    /** A thread that waits, and the last call that ended meanwhile. */
    static final class Waiter {
        private final long unit;
        private final long thread = Thread.currentThread().getId();
        private volatile @Nullable Outbound last;

        Waiter(long unit) {
            this.unit = unit;
        }
    }

    HandedCalls(Units units) {
        this.units = units;
    }

    /** The calling thread begins to wait; null if it is in no unit, or another one waits for the same. */
    @Nullable
    Waiter begins() {
        Unit unit = units.current();
        if (!unit.isVisible() || waiters.size() >= MOST) {
            return null;
        }
        Waiter waiter = new Waiter(unit.id());
        return waiters.putIfAbsent(unit.id(), waiter) == null ? waiter : null;
    }

    /** It waits no more; the call that ended last meanwhile, null if there was none. */
    @Nullable
    Outbound ends(@Nullable Waiter waiter) {
        if (waiter == null) {
            return null;
        }
        waiters.remove(waiter.unit, waiter);
        return waiter.last;
    }

    @Override
    public void begins(Outbound call) {}

    @Override
    public void ends(Outbound call) {
        if (waiters.isEmpty() || call.isAsync() || call.isAbandoned()) {
            return;
        }
        Waiter waiter = waiters.get(call.unit().id());
        if (waiter != null && waiter.thread != Thread.currentThread().getId()) {
            waiter.last = RemoteCalls.copy(call);
        }
    }
}
