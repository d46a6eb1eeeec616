package dev.seaworthy.rule.http;

import dev.seaworthy.observation.ConnectionLeased;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Calls that queue for one of the few connections that their client may open to a target. */
@RuleSpec(
        id = "http/pool-too-small",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.MEDIUM,
        needs = ConnectionLeased.class,
        summary = "Calls wait for one of the few connections that the HTTP client may open",
        fix = "Allow more connections per target; about 1.5 × peak calls per second × their p95 in seconds are enough.",
        needsPlace = true)
public final class PoolTooSmall implements Rule<ConnectionLeased> {

    private static final int ENOUGH_WAITS = 3;
    private static final long WAIT_NANOS = 100_000_000L;
    private static final long WINDOW_MILLIS = 60_000;
    private static final int MANY_THREADS = 50;
    private static final int THREADS_EACH = 4;
    private static final int MOST = 512;
    private static final int MOST_WAITS = 64;

    /** When calls waited, by target. */
    private final Map<String, Deque<Long>> waits = new HashMap<>();

    @Override
    public void inspect(ConnectionLeased seen, Findings findings) {
        if (!Judged.isWork(seen.origin()) || Judged.isTest(seen.origin().site()) || !isFull(seen)) {
            return;
        }
        boolean isLong = seen.nanos() >= WAIT_NANOS;
        boolean crowded = seen.pending() > 0
                && seen.perTarget() > 0
                && seen.threads() >= MANY_THREADS
                && seen.threads() > THREADS_EACH * seen.perTarget();
        if (!isLong && !crowded) {
            return;
        }
        String url = seen.target().url();
        if (!waits.containsKey(url) && waits.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        Deque<Long> recent = waits.computeIfAbsent(url, any -> new ArrayDeque<>());
        long now = seen.origin().millis();
        if (isLong) {
            recent.add(now);
        }
        while (!recent.isEmpty() && (now - recent.element() > WINDOW_MILLIS || recent.size() > MOST_WAITS)) {
            recent.remove();
        }
        boolean sure = recent.size() >= ENOUGH_WAITS || crowded || isLong && seen.failed();
        Found found = Found.of(sure, this, seen.origin(), url, message(seen, recent.size()))
                .evidence("client", seen.client())
                .evidence("waited-ms", seen.nanos() / 1_000_000);
        number(found, "max-per-target", seen.perTarget());
        number(found, "max-total", seen.total());
        number(found, "in-use", seen.leased());
        number(found, "waiting", seen.pending());
        number(found, "threads", seen.threads());
        findings.add(found);
    }

    /** Else something held up the thread that was not the pool. */
    private static boolean isFull(ConnectionLeased seen) {
        long most = seen.total() > 0 && (seen.perTarget() <= 0 || seen.total() < seen.perTarget())
                ? seen.total()
                : seen.perTarget();
        return seen.leased() < 0 || most <= 0 || seen.leased() >= most;
    }

    private static String message(ConnectionLeased seen, int waits) {
        long millis = seen.nanos() / 1_000_000;
        String use = seen.leased() > 0 ? " while " + seen.leased() + " were in use" : "";
        if (seen.failed()) {
            return "A call waited " + millis + " ms for a connection of its client's pool and got none" + use;
        }
        if (waits == 0) {
            return "Calls wait for a connection of their client's pool" + use + ", and up to " + seen.threads()
                    + " threads may call";
        }
        return (waits == 1 ? "A call" : waits + " calls within 60 s") + " waited for a connection of "
                + (waits == 1 ? "its" : "their") + " client's pool, the last one for " + millis + " ms" + use;
    }

    private static void number(Found found, String name, long value) {
        if (value > 0) {
            found.evidence(name, value);
        }
    }
}
