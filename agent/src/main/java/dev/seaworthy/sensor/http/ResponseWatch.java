package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.ResponseLeft;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import dev.seaworthy.sensor.http.client.Client;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Responses that are neither read to their end nor closed. One is left once its unit of work is over, or, where none is
 * visible, once its thread has opened the next one at the same place. Those of asynchronous calls may be read by anybody at
 * any time, and do not count.
 */
final class ResponseWatch extends CallWatch {

    private static final String SENSE = "http.response-left";
    private static final int MOST = 1 << 11;
    private static final int PROBES = 16;
    /** Who takes over a response may still read it when its unit of work is over. */
    private static final long GRACE_NANOS = 5_000_000_000L;

    private static final long FORGOTTEN_NANOS = 300_000_000_000L;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Repeats repeats;
    private final AtomicReferenceArray<@Nullable Open> slots = new AtomicReferenceArray<>(MOST);

    /** A response that is open, known by its identity hash; filled anew for each, under its own lock. */
    private static final class Open {
        volatile int hash;
        volatile boolean taken;
        /** Whether it was told that it is left; and whether it was closed after all. */
        boolean told;

        boolean closed;
        Unit unit = Unit.NONE;
        Phase phase = Phase.IDLE;
        Site site = Site.UNKNOWN;
        String client = "";
        String scheme = "";
        String host = "";
        int port;
        long thread;
        long nanos;

        synchronized boolean fill(int by, Outbound call, Phase in, long now) {
            if (taken) {
                return hash == by;
            }
            taken = true;
            told = false;
            closed = false;
            hash = by;
            unit = call.unit();
            phase = in;
            site = call.site();
            client = call.client();
            scheme = call.scheme();
            host = call.host();
            port = call.port();
            thread = call.thread();
            nanos = now;
            return true;
        }

        ResponseLeft seen(long now) {
            Origin origin = new Origin(now, phase, unit, site, thread);
            return new ResponseLeft(origin, client, Calls.target(scheme, host, port, false), closed);
        }

        synchronized void clear(int by) {
            if (hash == by) {
                taken &= told;
                closed = true;
            }
        }
    }

    ResponseWatch(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.repeats = new Repeats(observations);
    }

    @Override
    void kept(Client library, Object response, Outbound call) {
        if (call.isAsync() || call.thread() != Thread.currentThread().getId()) {
            return;
        }
        int hash = System.identityHashCode(response);
        Phase phase = surroundings.units().phase(call.unit());
        long now = System.nanoTime();
        for (int i = 0; i < PROBES; i++) {
            if (slot(hash + i & MOST - 1).fill(hash, call, phase, now)) {
                return;
            }
        }
        observations.dropped(SENSE, 1);
    }

    private Open slot(int at) {
        Open there = slots.get(at);
        if (there != null) {
            return there;
        }
        Open made = new Open();
        Open now = slots.compareAndExchange(at, null, made);
        return now == null ? made : now;
    }

    @Override
    void freed(Client library, Object response) {
        int hash = System.identityHashCode(response);
        for (int i = 0; i < PROBES; i++) {
            Open one = slots.get(hash + i & MOST - 1);
            if (one != null && one.taken && one.hash == hash) {
                one.clear(hash);
            }
        }
    }

    @Override
    void tick(long now, boolean last) {
        Map<String, Long> newest = new HashMap<>();
        for (int i = 0; i < MOST; i++) {
            Open one = slots.get(i);
            if (one != null && one.taken && !one.told) {
                newest.merge(way(one), one.nanos, Math::max);
            }
        }
        if (newest.isEmpty()) {
            repeats.tick(now);
            return;
        }
        for (int i = 0; i < MOST; i++) {
            Open one = slots.get(i);
            ResponseLeft left = one == null ? null : left(one, newest, now, last);
            if (left != null) {
                long key = left.origin().site().hashCode() * 2L + (left.closed() ? 1 : 0);
                if (repeats.take(key)) {
                    repeats.tellPlaced(key, SENSE, left);
                }
            }
        }
        repeats.tick(now);
    }

    private static String way(Open one) {
        return one.thread + " " + System.identityHashCode(one.site);
    }

    private @Nullable ResponseLeft left(Open one, Map<String, Long> newest, long now, boolean last) {
        synchronized (one) {
            long age = System.nanoTime() - one.nanos;
            if (!one.taken || !last && age < GRACE_NANOS) {
                return null;
            }
            if (one.told) {
                one.taken = !one.closed && age < FORGOTTEN_NANOS;
                return one.closed ? one.seen(now) : null;
            }
            Long next = newest.get(way(one));
            boolean over = one.unit.isVisible()
                    ? !surroundings.units().isOpen(one.unit)
                    : next != null && next - one.nanos > 0;
            if (!over) {
                return null;
            }
            one.told = true;
            return one.seen(now);
        }
    }
}
