package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Workers.Worker;
import dev.seaworthy.observation.ConnectionLeased;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Target;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import dev.seaworthy.sensor.http.client.Client;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Calls that wait for a connection of their client's pool, those that still do included. */
final class LeaseWatch extends CallWatch {

    private static final long LONG_NANOS = 1_000_000_000L;
    private static final int MOST = 1 << 8;

    private final Surroundings surroundings;
    private final Late late;
    private final Repeats repeats;
    /** The calls that wait now, by thread; where two threads share a slot, the later one's is forgotten. */
    private final AtomicReferenceArray<@Nullable Outbound> waiting = new AtomicReferenceArray<>(MOST);

    private final AtomicLongArray since = new AtomicLongArray(MOST);

    LeaseWatch(Surroundings surroundings, Observations observations, Late late) {
        this.surroundings = surroundings;
        this.late = late;
        this.repeats = new Repeats(observations);
    }

    @Override
    void leases(Outbound call) {
        int at = slot(call);
        if (waiting.get(at) == null) {
            since.set(at, System.nanoTime());
            waiting.compareAndSet(at, null, call);
        }
    }

    private static int slot(Outbound call) {
        return (int) call.thread() & MOST - 1;
    }

    @Override
    void leased(Client library, @Nullable Outbound call, PoolSizes pool, long nanos, boolean failed) {
        if (call == null) {
            return;
        }
        waiting.compareAndSet(slot(call), call, null);
        long key = key(call);
        if (!failed && nanos < ClientEvents.WAIT_NANOS || !repeats.take(key)) {
            return;
        }
        Target target = Calls.target(call.scheme(), call.host(), call.port(), false);
        Origin origin = surroundings.at(call.site());
        Worker worker = surroundings.workers().here();
        String client = library.name();
        long perTarget = pool.perTarget();
        long total = pool.total();
        long inUse = pool.leased();
        long pending = pool.pending();
        late.later(() -> repeats.tell(
                key,
                new ConnectionLeased(
                        origin,
                        client,
                        target,
                        nanos,
                        failed,
                        perTarget,
                        total,
                        inUse,
                        pending,
                        surroundings.workers().limit(worker))));
    }

    private static long key(Outbound call) {
        return call.site().hashCode() * 31L + call.host().hashCode() * 31 + call.port();
    }

    @Override
    void tick(long now, boolean last) {
        for (int i = 0; i < MOST; i++) {
            Outbound call = waiting.get(i);
            long nanos = call == null ? 0 : System.nanoTime() - since.get(i);
            if (call != null && nanos > LONG_NANOS && waiting.compareAndSet(i, call, null)) {
                stillWaits(call, nanos, now);
            }
        }
        repeats.tick(now);
    }

    private void stillWaits(Outbound call, long nanos, long now) {
        long key = key(call);
        if (repeats.take(key)) {
            Origin origin =
                    new Origin(now, surroundings.units().phase(call.unit()), call.unit(), call.site(), call.thread());
            Target target = Calls.target(call.scheme(), call.host(), call.port(), false);
            repeats.tell(key, new ConnectionLeased(origin, call.client(), target, nanos, false, -1, -1, -1, -1, 0));
        }
    }
}
