package dev.seaworthy.rule.http;

import dev.seaworthy.observation.ClientMade;
import dev.seaworthy.observation.ClientMade.Fate;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Target;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An HTTP client that each piece of work makes for itself, with connections and threads of its own. */
@RuleSpec(
        id = "http/client-per-call",
        severity = Severity.HIGH,
        needs = ClientMade.class,
        summary = "A new HTTP client for each call",
        fix = "Build the client once and share it; keep it in a field or a bean.",
        needsPlace = true)
public final class ClientPerCall implements Rule<ClientMade> {

    private static final int ENOUGH = 5;
    /** Clients that are still there may be those of a cache, each for a tenant that has called once so far. */
    private static final int ENOUGH_OPEN = 50;
    /** Calls of a client that is made for one piece of work. */
    private static final int FEW_CALLS = 2;

    private static final long WINDOW_MILLIS = 60_000;
    private static final int MOST = 512;
    private static final int MOST_CLIENTS = 64;

    /** What was made where, by place and library. */
    private final Map<String, Line> lines = new HashMap<>();

    private static final class Line {
        /** Closed or garbage-collected: nobody can use them again. */
        final Deque<Used> gone = new ArrayDeque<>();
        /** As far as is known. */
        final Deque<Used> kept = new ArrayDeque<>();

        boolean shares;

        @Nullable
        Found found;
    }

    /** A client that served one piece of work only. */
    private record Used(long millis, long unit, String target, boolean closed) {}

    @Override
    public void inspect(ClientMade seen, Findings findings) {
        Place place = seen.origin().site().place();
        Target to = seen.target();
        if (place == null
                || to == null
                || !Judged.isWork(seen.origin())
                || Judged.isTest(seen.origin().site())) {
            return;
        }
        Unit unit = seen.origin().unit();
        boolean isAlone = !unit.isVisible();
        // A tool may go to many servers, once each.
        boolean anyTarget = unit.isRequest() || unit.isJob();
        String key = place + " " + seen.client() + (anyTarget ? "" : " " + to.url());
        if (!lines.containsKey(key) && lines.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        Line line = lines.computeIfAbsent(key, any -> new Line());
        if (seen.shared() || seen.uses() > FEW_CALLS) {
            line.shares = true;
            if (line.found != null) {
                findings.resolve(line.found);
                line.found = null;
            }
            return;
        }
        boolean isKept = seen.fate() == Fate.KEPT;
        Deque<Used> used = isKept ? line.kept : line.gone;
        used.add(new Used(seen.origin().millis(), unit.id(), to.url(), seen.fate() == Fate.CLOSED));
        long newest = used.stream().mapToLong(Used::millis).max().orElse(0);
        used.removeIf(one -> newest - one.millis() > WINDOW_MILLIS);
        if (used.size() > MOST_CLIENTS) {
            used.remove();
        }
        int clients = isAlone ? used.size() : units(used);
        if (!line.shares && clients >= ENOUGH && (!isKept || seen.live() >= ENOUGH_OPEN)) {
            Found found = found(seen, used, clients, isAlone);
            line.found = found;
            findings.add(found);
        }
    }

    private static String work(ClientMade seen) {
        return switch (seen.origin().unit().kind()) {
            case REQUEST -> " requests";
            case MESSAGE -> " messages";
            default -> " jobs";
        };
    }

    private static int units(Deque<Used> used) {
        Set<Long> units = new HashSet<>();
        used.forEach(one -> units.add(one.unit()));
        return units.size();
    }

    private Found found(ClientMade seen, Deque<Used> used, int clients, boolean isAlone) {
        boolean closed = used.stream().allMatch(Used::closed);
        String calls = seen.uses() == 1 ? "one call" : seen.uses() + " calls";
        String message = isAlone
                ? clients + " clients were made within 60 s, each for " + calls
                : clients + work(seen) + " within 60 s made a client each, for " + calls;
        message += closed
                ? ", so that each call pays for a new connection"
                : ", and did not close it" + (seen.live() > 1 ? "; " + seen.live() + " are still open" : "");
        return Found.of(true, this, seen.origin(), used.getFirst().target(), message)
                .severity(closed ? Severity.MEDIUM : Severity.HIGH)
                .evidence("client", seen.client())
                .evidence("clients", clients)
                .evidence("live", seen.live());
    }
}
