package dev.seaworthy.sensor.http;

import dev.seaworthy.context.CallPath;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.observation.Site;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The calls of one unit of work, by route. Thread-safe, bounded. */
final class CallLedger {

    private static final int MOST = 32;

    private RouteCalls[] routes = new RouteCalls[2];
    private int size;
    private int beyond;
    final Sequence all = new Sequence();
    Site busyAt = Site.UNKNOWN;
    long busyPlace;

    static long key(Outbound call) {
        long key = (call.host().hashCode() * 31L + call.port()) * 31
                + call.method().hashCode();
        String path = call.errand().path();
        return path == null ? key : CallPath.template(path, key); // gRPC says none
    }

    /** The call before it to the same route, if nobody has said yet whether that is over. */
    synchronized @Nullable Outbound before(long key) {
        RouteCalls known = find(key);
        return known == null ? null : known.open();
    }

    /** A call begins; null if there are too many routes. */
    synchronized @Nullable RouteCalls begins(long key, Outbound call, long stretch, long now) {
        RouteCalls route = find(key);
        if (route == null && size >= MOST) {
            beyond++;
            return null;
        }
        if (route == null) {
            route = new RouteCalls(this, key, call);
            routes = size == routes.length ? Arrays.copyOf(routes, size * 2) : routes;
            routes[size++] = route;
        }
        boolean follows = all.begins(call.isAsync(), stretch);
        if (route.begins(call, stretch, now)) {
            all.counts(follows);
        }
        return route;
    }

    private @Nullable RouteCalls find(long key) {
        for (int i = 0; i < size; i++) {
            if (routes[i].key == key) {
                return routes[i];
            }
        }
        return null;
    }

    /** A call is over; whether it failed. */
    synchronized boolean ends(RouteCalls route, Outbound call, long now) {
        all.ends();
        boolean failed = route.ends(call, now);
        if (!failed && !call.isAbandoned()) {
            for (int i = 0; i < size; i++) {
                routes[i].madeGood(call);
            }
        }
        return failed;
    }

    synchronized void failed(RouteCalls route, Outbound call, long now, Site at, long place) {
        route.failed(call, now, at, place);
    }

    synchronized void waited(RouteCalls route) {
        route.sequence.waited();
        all.waited();
    }

    /** Routes that there was no more room for. */
    synchronized int takeBeyond() {
        int more = beyond;
        beyond = 0;
        return more;
    }

    synchronized RouteCalls[] routes() {
        return Arrays.copyOf(routes, size);
    }
}
