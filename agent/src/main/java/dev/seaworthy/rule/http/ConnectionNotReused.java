package dev.seaworthy.rule.http;

import dev.seaworthy.observation.ConnectionLeased;
import dev.seaworthy.observation.ConnectionsUsed;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.ResponseLeft;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls of which each opens a connection of its own, or keeps one that nobody gives back. */
@RuleSpec(
        id = "http/connection-not-reused",
        severity = Severity.MEDIUM,
        needs = {ConnectionsUsed.class, ResponseLeft.class, ConnectionLeased.class},
        summary = "A new connection for each call, or responses that are never closed",
        fix = "Read the body to its end and close the response; do not call disconnect().",
        needsPlace = true)
public final class ConnectionNotReused implements Rule<Observation> {

    private static final int ENOUGH_LEFT = 5;
    private static final long WAIT_NANOS = 1_000_000_000L;
    private static final int MOST = 512;

    /** By target and place; asynchronous calls by target and client. */
    private final Map<String, TargetCalls> targets = new HashMap<>();
    /** Responses that were left open, by place. */
    private final Map<String, Integer> left = new HashMap<>();
    /** What was found, by place; null where responses are closed in the end. */
    private final Map<String, @Nullable Found> open = new HashMap<>();
    /** Targets whose calls waited for a connection. */
    private final Set<String> waited = new HashSet<>();

    @Override
    public void inspect(Observation seen, Findings findings) {
        if (seen instanceof ConnectionsUsed used) {
            used(used, findings);
        } else if (seen instanceof ResponseLeft response) {
            left(response, findings);
        } else if (seen instanceof ConnectionLeased lease && lease.nanos() >= WAIT_NANOS && waited.size() < MOST) {
            waited.add(lease.target().url());
        }
    }

    private void used(ConnectionsUsed seen, Findings findings) {
        if (!Judged.isWork(seen.origin()) || Judged.isTest(seen.origin().site())) {
            return;
        }
        Object place = seen.async() ? seen.client() : seen.origin().site().place();
        if (place == null) {
            return;
        }
        String key = seen.target().url() + " " + place;
        if (!targets.containsKey(key) && targets.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        TargetCalls calls = targets.computeIfAbsent(key, any -> new TargetCalls());
        calls.add(seen);
        if (calls.isWarm(seen.origin().millis())) {
            calls.judge(this, findings);
        }
    }

    private void left(ResponseLeft seen, Findings findings) {
        if (!Judged.isWork(seen.origin()) || Judged.isTest(seen.origin().site())) {
            return;
        }
        String url = seen.target().url();
        String key = seen.origin().site().place() + " " + url;
        if (!left.containsKey(key) && left.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        if (seen.closed()) {
            Found before = open.put(key, null);
            if (before != null) {
                findings.resolve(before);
            }
            return;
        }
        if (open.containsKey(key) && open.get(key) == null) {
            return;
        }
        int times = left.merge(key, 1, Integer::sum);
        boolean waits = waited.contains(url);
        String message = (times == 1 ? "A response was" : times + " responses were")
                + " neither read to the end nor closed when the work was over, and "
                + (times == 1 ? "keeps its connection" : "keep their connections")
                + (waits ? "; other calls already wait for one" : "");
        Found found = Found.of(waits || times >= ENOUGH_LEFT, this, seen.origin(), url, message)
                .variant("response-not-closed")
                .severity(Severity.HIGH)
                .fix("Read the response in a try-with-resources block, on every path, errors included.")
                .evidence("client", seen.client())
                .evidence("responses", times);
        open.put(key, found);
        findings.add(found);
    }

    @Override
    public void conclude(Findings findings) {
        targets.values().forEach(calls -> calls.judge(this, findings));
    }
}
