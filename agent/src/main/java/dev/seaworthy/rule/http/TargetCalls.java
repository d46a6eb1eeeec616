package dev.seaworthy.rule.http;

import dev.seaworthy.observation.ConnectionsUsed;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.Severity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Calls to one target within the last minute, and the connections that they opened. */
final class TargetCalls {

    private static final int ENOUGH_CALLS = 20;
    /** Those that had to open a connection, since all others were in use, do not count. */
    private static final int ENOUGH_IDLE = 10;

    private static final double NEARLY_ALL = 0.9;
    private static final double FEW_FAILED = 0.1;
    private static final long WINDOW_MILLIS = 60_000;
    private static final long WARM_UP_MILLIS = 20_000;
    private static final int MOST_PLACES = 16;
    private static final int DNS_MILLIS = 20;

    private final Deque<ConnectionsUsed> recent = new ArrayDeque<>();
    private long since = -1;
    private long known;
    private long closing;

    void add(ConnectionsUsed seen) {
        long now = seen.origin().millis();
        since = since < 0 ? now : since;
        known += seen.known();
        closing += seen.closing();
        recent.add(seen);
        while (now - recent.element().origin().millis() >= WINDOW_MILLIS) {
            recent.remove();
        }
    }

    /** Whether pools have had the time to fill. */
    boolean isWarm(long now) {
        return now - since >= WARM_UP_MILLIS;
    }

    private int sum(ToIntFunction<ConnectionsUsed> of) {
        return recent.stream().mapToInt(of).sum();
    }

    void judge(Rule<?> rule, Findings findings) {
        int calls = sum(ConnectionsUsed::calls);
        int peak = recent.stream().mapToInt(ConnectionsUsed::peak).max().orElse(0);
        int opened = sum(ConnectionsUsed::connections);
        int idle = calls - peak;
        if (calls < ENOUGH_CALLS
                || idle < ENOUGH_IDLE
                || opened - peak < NEARLY_ALL * idle
                || sum(ConnectionsUsed::failed) > FEW_FAILED * calls
                || 2 * sum(ConnectionsUsed::fresh) > calls) {
            return;
        }
        ConnectionsUsed last = recent.getLast();
        Set<Site> sites = new LinkedHashSet<>();
        recent.descendingIterator().forEachRemaining(one -> sites.addAll(one.sites()));
        boolean byServer = 2 * closing > known;
        String url = last.target().url();
        String message = Math.min(opened, calls) + " of " + calls + " calls within 60 s opened a new connection"
                + (byServer ? ", since the server closes each of them after its answer" : "");
        sites.stream().limit(MOST_PLACES).forEach(site -> {
            Found found = known == 0
                    ? Found.suspected(rule, site, url, message, last.origin().millis())
                    : Found.confirmed(rule, site, url, message, last.origin().millis());
            found.evidence("client", last.client())
                    .evidence("calls", calls)
                    .evidence("connections", opened)
                    .evidence(
                            "projected-millis-per-call",
                            cost(last.target().hostClass(), last.target().isSecure()))
                    .occurrences(0);
            findings.add(
                    byServer
                            ? found.variant("server-closes")
                                    .severity(Severity.INFO)
                                    .fix("Let the server or the proxy in front of it keep connections alive.")
                            : found);
        });
    }

    /** What a new connection adds to a call in production: a round trip for TCP, one more for TLS, and the name. */
    private static int cost(HostClass to, boolean secure) {
        int roundTrip = to == HostClass.PUBLIC ? 80 : 5;
        return roundTrip * (secure ? 2 : 1) + DNS_MILLIS;
    }
}
