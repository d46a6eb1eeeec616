package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Failure;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.CallFailed;
import dev.seaworthy.observation.CallRetried;
import dev.seaworthy.observation.CallsRepeated;
import dev.seaworthy.observation.CallsRepeated.Leg;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the ledgers of units that ended are worth a report. Thread-safe, bounded. */
final class UnitReports {

    private static final int MOST_WAITING = 1_024;
    private static final int FIRST_BAD = 400;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Units units;
    private final Repeats repeats;
    private final Queue<Silent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    /** A failure of which nobody was told until its unit ended. */
    private record Silent(OpenUnit unit, RouteCalls route, CallFailed seen, long ended) {}

    UnitReports(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        units = surroundings.units();
        repeats = new Repeats(observations);
    }

    void ended(OpenUnit unit, CallLedger ledger) {
        RouteCalls[] routes = ledger.routes();
        int left = ledger.all.longest();
        for (RouteCalls route : routes) {
            if (route.sequence.longest() >= UnitLimits.ROUTE) {
                left -= route.sequence.longest();
                loops(unit, route);
            }
            Retries.Kept worst = route.retries.worst();
            if (worst != null) {
                retried(unit, route, worst);
            }
            if (route.failures > 0) {
                failed(unit, route);
            }
        }
        if (left >= UnitLimits.ANY) {
            busy(unit, ledger, routes, left);
        }
    }

    private Origin origin(OpenUnit unit, Site site) {
        return new Origin(
                System.currentTimeMillis(),
                units.phase(unit.unit()),
                unit.unit(),
                site,
                Thread.currentThread().getId());
    }

    private void loops(OpenUnit unit, RouteCalls route) {
        long key = route.loopPlace * 31 + route.key;
        if (repeats.take(key)) {
            int times = route.sequence.longest();
            repeats.tell(
                    key,
                    new CallsRepeated(
                            origin(unit, route.loopAt),
                            route.method,
                            route.route(),
                            List.of(new Leg(route.target(), times)),
                            times,
                            route.identical,
                            route.paged,
                            route.paused,
                            route.nanos(),
                            route.fastest()));
        }
    }

    private void busy(OpenUnit unit, CallLedger ledger, RouteCalls[] routes, int times) {
        long key = ledger.busyPlace * 31 + 7;
        if (!repeats.take(key)) {
            return;
        }
        List<Leg> legs = new ArrayList<>();
        long nanos = 0;
        long fastest = Long.MAX_VALUE;
        for (RouteCalls route : routes) {
            if (route.sequence.longest() < UnitLimits.ROUTE) {
                legs.add(new Leg(route.target(), Math.max(1, route.sequence.longest())));
                nanos += route.nanos();
                fastest = route.fastest() > 0 ? Math.min(fastest, route.fastest()) : fastest;
            }
        }
        if (!legs.isEmpty()) {
            long least = fastest == Long.MAX_VALUE ? 0 : fastest;
            repeats.tell(
                    key, new CallsRepeated(origin(unit, ledger.busyAt), "", "", legs, times, 0, 0, 0, nanos, least));
        }
    }

    private void retried(OpenUnit unit, RouteCalls route, Retries.Kept worst) {
        long key = (worst.place() * 31 + route.key) * 31 + (worst.resent() ? 1 : 0);
        if (!repeats.take(key)) {
            return;
        }
        List<Long> gaps = new ArrayList<>();
        for (long gap : worst.gaps()) {
            gaps.add(gap);
        }
        repeats.tell(
                key,
                new CallRetried(
                        origin(unit, worst.site()),
                        route.target(),
                        route.method,
                        route.route(),
                        worst.tries(),
                        gaps,
                        worst.inClient(),
                        worst.sameRequest(),
                        worst.resent(),
                        why(route)));
    }

    private static String why(RouteCalls route) {
        Failure failure = route.failure;
        return route.failedStatus > 0
                ? "status " + route.failedStatus
                : failure == Failure.NONE || failure == Failure.OTHER
                        ? "an exception"
                        : failure == Failure.UNREACHABLE
                                ? "unreachable"
                                : failure == Failure.BROKEN
                                        ? "connection broken"
                                        : failure.name().toLowerCase(Locale.ROOT);
    }

    /** A failure that its unit survived. */
    private void failed(OpenUnit unit, RouteCalls route) {
        int status = unit.status();
        boolean fine = unit.unit().isRequest() ? status > 0 && status < FIRST_BAD : !unit.hasFailed();
        if (!fine || unit.isLate() || surroundings.complaints().areSince(route.failedSince, unit)) {
            return;
        }
        if (size.incrementAndGet() > MOST_WAITING) {
            size.decrementAndGet();
            observations.dropped("http.failed-call", 1);
            return;
        }
        CallFailed seen = new CallFailed(
                origin(unit, route.failedAt), route.target(), route.method, route.route(), why(route), status);
        waiting.add(new Silent(unit, route, seen, System.nanoTime()));
    }

    /** Agent's thread. */
    void tick(long now, boolean last) {
        for (Iterator<Silent> each = waiting.iterator(); each.hasNext(); ) {
            Silent silent = each.next();
            if (last || System.nanoTime() - silent.ended > UnitLimits.TOLD_NANOS) {
                each.remove();
                size.decrementAndGet();
                judge(silent);
            }
        }
        repeats.tick(now);
    }

    private void judge(Silent silent) {
        RouteCalls route = silent.route;
        if (surroundings.complaints().areSince(route.failedSince, silent.unit)) {
            return;
        }
        long key = (route.failedPlace * 31 + route.key) * 31
                + silent.unit.unit().route().hashCode();
        if (repeats.take(key)) {
            repeats.tell(key, silent.seen);
        }
    }
}
