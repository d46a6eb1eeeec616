package dev.seaworthy.rule.http;

import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.CallSent.Outcome;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.LinkedHashMap;
import java.util.Map;

/** An outbound call that waits without limit for a remote that has stopped answering. */
@RuleSpec(
        id = "http/no-timeout",
        severity = Severity.HIGH,
        needs = CallSent.class,
        summary = "HTTP calls without a timeout",
        fix =
                "Set a connect timeout of at most 2 s and a response timeout just above the remote's slowest good answer.")
public final class NoTimeout implements Rule<CallSent> {

    private static final long LONG_MILLIS = 60_000;
    private static final int REMEMBERED = 512;

    /** Slowest call so far in nanoseconds, by client and target. */
    private final Map<String, Long> slowest = new LinkedHashMap<>();

    /** Calls to loopback that nobody has answered yet, by target and place. */
    private final Map<String, CallSent> unanswered = new LinkedHashMap<>();

    @Override
    public void inspect(CallSent seen, Findings findings) {
        if (!Judged.counts(seen)) {
            return;
        }
        if (seen.hostClass() == HostClass.LOOPBACK) {
            String call = seen.target() + " " + seen.origin().site().place();
            if (seen.outcome() == Outcome.PENDING && unanswered.size() < REMEMBERED) {
                unanswered.put(call, seen); // whether it answers decides how bad it is
                return;
            }
            if (seen.outcome() == Outcome.PENDING) {
                findings.dropped(this); // judged as one that nobody answers
            }
            CallSent pending = unanswered.remove(call);
            judge(seen, pending == null ? seen.calls() : pending.calls() + seen.calls(), findings);
            return;
        }
        judge(seen, seen.calls(), findings);
    }

    @Override
    public void conclude(Findings findings) {
        unanswered.values().forEach(call -> judge(call, call.calls(), findings));
    }

    private void judge(CallSent seen, long calls, Findings findings) {
        boolean read = seen.readTimeout() == 0 && !seen.streaming();
        boolean connect = seen.connectTimeout() == 0;
        long longest = Math.max(seen.connectTimeout(), seen.streaming() ? 0 : seen.readTimeout());
        if (!read && !connect && (longest <= LONG_MILLIS || seen.bounded())) {
            return;
        }
        long millis = slowest(seen, findings) / 1_000_000;
        long proposed = NoTimeoutText.proposal(millis);
        String message = NoTimeoutText.message(seen, read, connect, millis);
        Found found = Judged.found(this, seen, severity(seen, read, connect), message)
                .fix(NoTimeoutText.fix(seen, proposed))
                .evidence("connect-timeout-ms", seen.connectTimeout())
                .evidence("read-timeout-ms", seen.readTimeout())
                .evidence("slowest-ms", millis)
                .evidence("proposed-response-timeout-ms", proposed)
                .occurrences(calls);
        findings.add(read || connect ? found : found.variant("long"));
    }

    private static Severity severity(CallSent seen, boolean read, boolean connect) {
        if (seen.origin().site().goesThrough("java.net.URLClassLoader")
                || seen.origin().site().goesThrough("jdk.internal.loader.URLClassPath")) {
            return Severity.INFO;
        }
        boolean near = seen.hostClass() == HostClass.LOOPBACK && seen.outcome() != Outcome.PENDING;
        if (seen.bounded() || near || !read && !connect) {
            return Severity.LOW;
        }
        return read ? Severity.HIGH : Severity.MEDIUM;
    }

    private long slowest(CallSent seen, Findings findings) {
        String key = seen.client() + " " + seen.target();
        if (slowest.size() >= REMEMBERED && !slowest.containsKey(key)) {
            findings.dropped(this);
            return seen.nanos();
        }
        return slowest.merge(key, seen.nanos(), Math::max);
    }
}
