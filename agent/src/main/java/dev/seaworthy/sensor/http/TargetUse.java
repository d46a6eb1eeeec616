package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Outbound;
import dev.seaworthy.observation.ConnectionsUsed;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one target since it was last told. A synchronous call knows the connections that it opened itself, so
 * that each place is counted for itself; those of asynchronous calls are opened by other threads, so that these count
 * together. Thread-safe; counts allocate nothing.
 */
final class TargetUse {

    private static final int MOST_PLACES = 64;
    private static final int TOLD_PLACES = 16;

    final long key;
    private final String scheme;
    private final String host;
    private final int port;
    private final Count apart = new Count();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final ConcurrentHashMap<Site, Count> places = new ConcurrentHashMap<>();

    /** Of one place, or of all asynchronous calls. */
    private static final class Count {
        final AtomicInteger calls = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger connections = new AtomicInteger();
        final AtomicInteger fresh = new AtomicInteger();
        final AtomicInteger known = new AtomicInteger();
        final AtomicInteger closing = new AtomicInteger();
        /** Asynchronous calls that were made there. */
        final AtomicInteger apart = new AtomicInteger();

        volatile String client = "";
        volatile Phase phase = Phase.IDLE;

        void add(Outbound call, Phase in) {
            if (call.hasFailed() || call.isAbandoned()) {
                failed.incrementAndGet();
                return;
            }
            Boolean byServer = call.course().closing();
            if (byServer != null) {
                known.incrementAndGet();
                closing.addAndGet(byServer ? 1 : 0);
            }
            fresh.addAndGet(call.course().isFresh() ? 1 : 0);
            client = call.client();
            phase = in;
            calls.incrementAndGet();
        }
    }

    TargetUse(long key, String scheme, String host, int port) {
        this.key = key;
        this.scheme = scheme;
        this.host = host;
        this.port = port;
    }

    void begins() {
        int now = underWay.incrementAndGet();
        for (int most = peak.get(); now > most && !peak.compareAndSet(most, now); most = peak.get()) {}
    }

    void ends(Outbound call, Phase in) {
        underWay.decrementAndGet();
        Count there = place(call.site());
        if (call.isAsync()) {
            apart.add(call, in);
            if (there != null) {
                there.apart.incrementAndGet();
            }
        } else if (there != null) {
            there.add(call, in);
            there.connections.addAndGet(call.course().connections() > 0 ? 1 : 0);
        }
    }

    private @Nullable Count place(Site site) {
        Count there = places.get(site);
        if (there != null || site == Site.UNKNOWN || places.size() >= MOST_PLACES) {
            return there;
        }
        Count made = new Count();
        Count other = places.putIfAbsent(site, made);
        return other == null ? made : other;
    }

    /** Another thread than that of a call opened a connection. */
    void connected() {
        apart.connections.incrementAndGet();
    }

    /** Tells what was counted, and begins anew; agent's thread. */
    void tell(long now, Observations to) {
        int most = peak.getAndSet(Math.max(0, underWay.get()));
        List<Site> sites = new ArrayList<>();
        for (Map.Entry<Site, Count> one : places.entrySet()) {
            if (one.getValue().calls.get() > 0) {
                to.add(take(one.getValue(), List.of(one.getKey()), false, most, now));
            }
            if (one.getValue().apart.getAndSet(0) > 0 && sites.size() < TOLD_PLACES) {
                sites.add(one.getKey());
            }
        }
        if (apart.calls.get() > 0 && !sites.isEmpty()) {
            to.add(take(apart, sites, true, most, now));
        }
    }

    private ConnectionsUsed take(Count count, List<Site> sites, boolean together, int most, long now) {
        return new ConnectionsUsed(
                new Origin(now, count.phase, Unit.NONE, sites.get(0), 0),
                count.client,
                Calls.target(scheme, host, port, false),
                sites,
                together,
                count.calls.getAndSet(0),
                count.failed.getAndSet(0),
                count.connections.getAndSet(0),
                count.fresh.getAndSet(0),
                most,
                count.known.getAndSet(0),
                count.closing.getAndSet(0));
    }
}
