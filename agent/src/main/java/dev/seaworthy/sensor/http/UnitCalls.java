package dev.seaworthy.sensor.http;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.UnitSlot;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ledger of the calls of each unit of work, and reports loops of calls, repeated failures and failures that
 * nobody was told of. Thread-safe, bounded.
 */
final class UnitCalls extends CallWatch implements UnitSlot.Ended<CallLedger> {

    private static final String HTTP = "http";
    private static final String COUNTER_OF_EVENTS = ".events";
    private static final int SUSPECTS = 256;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Units units;
    private final UnitSlot<CallLedger> slot;
    private final UnitReports reports;
    /** Routes whose asynchronous calls have failed: of those the place is looked at as they begin, since their end has none. */
    private final AtomicLongArray suspects = new AtomicLongArray(SUSPECTS);

    private volatile boolean anyFailed;

    UnitCalls(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        units = surroundings.units();
        slot = units.slot(this);
        reports = new UnitReports(surroundings, observations);
    }

    @Override
    boolean hearsCalls() {
        return true;
    }

    @Override
    public void begins(Outbound call) {
        OpenUnit unit = call.kind().equals(HTTP) ? units.open() : null;
        if (unit == null || !unit.unit().isVisible()) {
            return;
        }
        CallLedger known = slot.get(unit);
        CallLedger ledger = known == null ? slot.keep(unit, new CallLedger()) : known;
        if (ledger == null) {
            return;
        }
        long key = CallLedger.key(call);
        Outbound before = ledger.before(key);
        if (before != null) {
            before.settle();
        }
        RouteCalls route = ledger.begins(key, call, units.stretch(), System.nanoTime());
        if (route != null) {
            call.keep(route);
            look(ledger, route, call);
        }
    }

    /** Looks at the place of a call that begins, if it is one that will be asked for. */
    private void look(CallLedger ledger, RouteCalls route, Outbound call) {
        boolean loops = route.sequence.chain() == UnitLimits.ROUTE && route.loopAt == Site.UNKNOWN;
        boolean busy = ledger.all.chain() == UnitLimits.ANY && ledger.busyAt == Site.UNKNOWN;
        boolean retries = route.isRetryDue(call);
        boolean suspected = call.isAsync() && suspects.get(slotOf(route.key)) == route.key;
        if (!loops && !busy && !retries && !suspected) {
            return;
        }
        Sites sites = surroundings.sites();
        long place = sites.calling(true);
        Site site = sites.at(place);
        if (loops) {
            route.loopAt = site;
            route.loopPlace = place;
        }
        if (busy) {
            ledger.busyAt = site;
            ledger.busyPlace = place;
        }
        if (retries) {
            route.retries.at(site, place);
        }
        if (suspected) {
            route.failedAt = site;
            route.failedPlace = place;
        }
    }

    private static int slotOf(long key) {
        return (int) (key >>> 20) & SUSPECTS - 1;
    }

    @Override
    public void ends(Outbound call) {
        if (!(call.kept() instanceof RouteCalls route)) {
            return;
        }
        if (!call.isAsync()) {
            call.keep(null);
        }
        long now = System.nanoTime();
        boolean failed = route.ledger.ends(route, call, now);
        boolean persistent = failed && call.errand().tries().count() >= UnitLimits.TRIES;
        if (!failed) {
            return;
        }
        anyFailed = true;
        Site site = Site.UNKNOWN;
        long place = 0;
        Sent sent = Records.sent(call);
        if (!call.isAsync()) {
            place = surroundings.sites().calling(true);
            site = surroundings.sites().at(place);
        } else if (sent != null) {
            site = sent.origin.site();
            place = System.identityHashCode(site);
        } else {
            suspects.set(slotOf(route.key), route.key);
        }
        route.ledger.failed(route, call, now, site, place);
        if (persistent) {
            route.retries.inside(call, site, place);
        }
    }

    @Override
    public void waited(Outbound call, long nanos) {
        if (call.kept() instanceof RouteCalls route) {
            route.ledger.waited(route);
        }
    }

    /** It may be a fallback that is counted; what counts the log's own events is not. */
    @Override
    void counted(@Nullable Object counter) {
        if (!anyFailed) {
            return;
        }
        OpenUnit unit = units.open();
        if (slot.get(unit) != null && !Counters.name(counter).endsWith(COUNTER_OF_EVENTS)) {
            surroundings.complaints().add(unit);
        }
    }

    @Override
    public void ended(CallLedger kept) {}

    @Override
    public void ended(OpenUnit unit, @Nullable CallLedger kept) {
        if (kept == null) {
            return;
        }
        int beyond = kept.takeBeyond();
        if (beyond > 0) {
            observations.dropped("http.unit", beyond);
        }
        reports.ended(unit, kept);
    }

    @Override
    void tick(long now, boolean last) {
        reports.tick(now, last);
    }
}
