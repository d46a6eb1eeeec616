package dev.seaworthy.sensor.http;

import dev.seaworthy.context.CallPath;
import dev.seaworthy.context.Errand;
import dev.seaworthy.context.Failure;
import dev.seaworthy.context.Hosts;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Target;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The calls of one unit of work to one route of one host. Its ledger synchronizes. */
final class RouteCalls {

    /** Too many: 429. */
    private static final int SLOW_DOWN = 429;

    private static final int FIRST_ERROR = 500;

    final CallLedger ledger;
    final long key;
    final Sequence sequence = new Sequence();
    final Retries retries = new Retries();
    private final String scheme;
    private final String host;
    private final int port;
    final String method;
    private @Nullable String path;
    private @Nullable String query;
    private boolean lastFailed;
    private Failure lastFailure = Failure.NONE;
    private int lastRequest;
    private long lastEnd;
    private @Nullable Outbound last;
    int identical;
    int paged;
    int paused;
    private long nanos;
    private int ended;
    private long fastest = Long.MAX_VALUE;
    Site loopAt = Site.UNKNOWN;
    long loopPlace;
    /** Calls that failed and were not made good by another attempt. */
    int failures;

    private @Nullable String failedPath;
    private @Nullable String failedQuery;
    /** When the first of these failed. */
    long failedSince;

    Failure failure = Failure.NONE;
    int failedStatus;
    Site failedAt = Site.UNKNOWN;
    long failedPlace;

    RouteCalls(CallLedger ledger, long key, Outbound call) {
        this.ledger = ledger;
        this.key = key;
        scheme = call.scheme();
        host = call.host();
        port = call.port();
        method = call.method();
    }

    /** The last call, if it may be over without anybody having said so; null if it is none of these. */
    @Nullable
    Outbound open() {
        Outbound before = last;
        return before != null && before.isAsync() && before.isOpen() ? before : null;
    }

    /** A call begins; whether it is none that had to wait for the one before: a retry, a page, a poll. */
    boolean begins(Outbound call, long stretch, long now) {
        Errand asks = call.errand();
        String asked = asks.path();
        boolean same = asked != null && asked.equals(path) && Objects.equals(asks.query(), query);
        boolean retry = same && lastFailed && sequence.isIdle();
        boolean follows = sequence.begins(call.isAsync(), stretch);
        boolean free = !retry;
        if (retry) {
            retries.again(now - lastEnd, asks.request() != 0 && asks.request() == lastRequest);
        } else {
            retries.over();
            if (follows && same) {
                identical++;
                boolean waits = now - lastEnd >= UnitLimits.PAUSE_NANOS;
                paused += waits ? 1 : 0;
                free = !waits;
            } else if (follows && CallPath.isNextPage(asked, asks.query(), path, query)) {
                paged++;
                free = false;
            }
            if (asked != null) {
                sequence.counts(follows);
            }
        }
        path = asked;
        query = asks.query();
        lastRequest = asks.request();
        last = call.isAsync() ? call : null;
        if (retry && Retries.mayBeDoneTwice(call, lastFailure)) {
            asks.askForHeaders();
        }
        return free;
    }

    /** Whether the place of the call that just began is to be looked at as that of a retry. */
    boolean isRetryDue(Outbound call) {
        return retries.isDue(call, lastFailure);
    }

    /** A call is over; whether it failed. */
    boolean ends(Outbound call, long now) {
        sequence.ends();
        boolean bad = isFailure(call);
        lastEnd = now;
        lastFailed = bad || call.status() == SLOW_DOWN;
        lastFailure = call.failure();
        retries.resent(call);
        if (!call.isAbandoned()) {
            nanos += call.nanos();
            ended++;
            fastest = Math.min(fastest, call.nanos());
        }
        return bad;
    }

    static boolean isFailure(Outbound call) {
        if (call.status() > 0) {
            return call.status() >= FIRST_ERROR;
        }
        return call.failure() != Failure.NONE && call.failure() != Failure.CANCELLED;
    }

    /** One failed, there. */
    void failed(Outbound call, long now, Site at, long place) {
        boolean again = failures > 0 && isSame(call);
        failures += again ? 0 : 1;
        failedSince = failures == 1 && !again ? now : failedSince;
        failedPath = call.errand().path();
        failedQuery = call.errand().query();
        failure = call.failure();
        failedStatus = call.status();
        failedAt = at == Site.UNKNOWN ? failedAt : at;
        failedPlace = at == Site.UNKNOWN ? failedPlace : place;
    }

    /** One was answered: if it is the same that failed before, that was made good, by another host perhaps. */
    void madeGood(Outbound call) {
        if (failures > 0 && method.equals(call.method()) && isSame(call)) {
            failures--;
            failedPath = null;
        }
    }

    private boolean isSame(Outbound call) {
        return Objects.equals(failedPath, call.errand().path())
                && Objects.equals(failedQuery, call.errand().query());
    }

    /** What all of them took, in nanoseconds. */
    long nanos() {
        return nanos;
    }

    /** 0 if none has ended. */
    long fastest() {
        return ended == 0 ? 0 : fastest;
    }

    Target target() {
        String name = host.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
        return new Target(scheme, name, port, Hosts.classify(name), false);
    }

    String route() {
        return CallPath.template(path);
    }
}
