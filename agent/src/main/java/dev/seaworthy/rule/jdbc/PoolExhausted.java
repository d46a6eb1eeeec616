package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.BorrowWaited;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests and jobs queue for a connection, or would wait for one forever. */
@RuleSpec(
        id = "jdbc/pool-exhausted",
        severity = Severity.HIGH,
        needs = {BorrowWaited.class, PoolConfigured.class},
        summary = "Requests or jobs wait for a connection from an exhausted pool, or would wait forever",
        fix =
                "Hold connections for a shorter time; do so before you enlarge the pool, and set an acquire timeout of 1 to 5 s.")
public final class PoolExhausted implements Rule<JdbcObservation> {

    private static final int ENOUGH = 3;
    private static final long WINDOW_MILLIS = 60_000;
    private static final int MOST = 1_000;
    private static final int MOST_WAITS = 64;

    /** Who waited within the last minute, by pool. */
    private final Map<String, Deque<Wait>> waits = new HashMap<>();

    private record Wait(long millis, String who) {}

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        if (seen instanceof PoolConfigured pool) {
            waitsForever(pool, findings);
        } else if (seen instanceof BorrowWaited waited && waited.origin().phase() != Phase.SHUTDOWN) {
            waited(waited, findings);
        }
    }

    private void waited(BorrowWaited seen, Findings findings) {
        String key = seen.pool() + " " + seen.database().url();
        if (!waits.containsKey(key) && waits.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        Deque<Wait> recent = waits.computeIfAbsent(key, any -> new ArrayDeque<>());
        add(recent, seen.origin());
        boolean sure = seen.timedOut() || recent.size() >= ENOUGH;
        String holder = seen.holders().isEmpty()
                ? ""
                : seen.holders().keySet().iterator().next();
        long millis = seen.nanos() / 1_000_000;
        String one = "A " + one(seen.origin()) + " waited " + millis + " ms ";
        String message = (seen.timedOut()
                        ? one + "and got no connection"
                        : recent.size() == 1
                                ? one + "for a connection"
                                : counted(recent) + " waited for a connection within 60 s, the last one for " + millis
                                        + " ms")
                + ", although none was being opened"
                + (seen.most() > 0 ? "; the pool's maximum is " + seen.most() : "")
                + (holder.isEmpty() ? "" : "; most were held at " + holder);
        // The waiting code is the victim; the pool is the same for all of it.
        Found found = Found.of(sure, this, seen.origin(), seen.database().url(), message)
                .evidence("pool", seen.pool())
                .evidence("pool-max", seen.most())
                .evidence("waited-ms", seen.nanos() / 1_000_000)
                .evidence("holders", new LinkedHashMap<>(seen.holders()));
        findings.add(
                holder.isEmpty()
                        ? found
                        : found.fix("Shorten the time that " + holder
                                + " holds a connection before you enlarge the pool."));
    }

    private void waitsForever(PoolConfigured pool, Findings findings) {
        if (pool.acquireMillis() != 0
                || pool.maximum() == PoolConfigured.ENDLESS
                || pool.database().embedded()) {
            return;
        }
        String size = pool.maximum() > 0 ? " of " + pool.maximum() : "";
        findings.add(Found.confirmed(
                        this,
                        pool.origin().site(),
                        pool.database().url(),
                        "A caller that finds pool " + pool.name() + size + " empty waits forever",
                        pool.origin().millis())
                .severity(Severity.MEDIUM)
                .variant("waits-forever")
                .fix("Set an acquire timeout of 1 to 5 s (DBCP maxWait, Druid maxWait, c3p0 checkoutTimeout, Agroal"
                        + " acquisitionTimeout) so that an exhausted pool fails fast.")
                .evidence("pool", pool.pool())
                .evidence("maximum", pool.maximum()));
    }

    private static void add(Deque<Wait> recent, Origin origin) {
        long now = origin.millis();
        recent.add(new Wait(now, one(origin)));
        while (now - recent.element().millis() > WINDOW_MILLIS || recent.size() > MOST_WAITS) {
            recent.remove();
        }
    }

    /** {@code 3 requests}, {@code 1 job and 2 requests}. */
    private static String counted(Deque<Wait> recent) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        recent.forEach(wait -> counts.merge(wait.who(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey() + (one.getValue() == 1 ? "" : "s"))
                .collect(Collectors.joining(" and "));
    }

    /** What the unit of work is called; if none is visible, all that is known is that somebody borrowed. */
    private static String one(Origin origin) {
        return switch (origin.unit().kind()) {
            case REQUEST -> "request";
            case MESSAGE -> "message";
            case NONE -> "borrower";
            default -> "job";
        };
    }
}
