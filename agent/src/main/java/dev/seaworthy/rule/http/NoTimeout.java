package dev.seaworthy.rule.http;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Limits;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.SocketOpened;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.LinkedHashMap;
import java.util.Map;

/** An outbound call that waits without a limit for a remote service that stopped answering. */
@RuleSpec(
        id = "http/no-timeout",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = {CallSent.class, SocketOpened.class},
        summary = "HTTP calls without a timeout",
        fix = "Set a connect and a response timeout; at most 2 s, and just above the slowest good answer.")
public final class NoTimeout implements Rule<Observation> {

    private static final int REMEMBERED = 512;

    /** Whether calls that are as they should be are shown, too. */
    private final boolean showsAll;

    /** Slowest call so far in nanoseconds, by client and target. */
    private final Map<String, Long> slowest = new LinkedHashMap<>();

    /** Calls to loopback that nobody has answered yet, by target and place. */
    private final Map<String, CallSent> unanswered = new LinkedHashMap<>();

    private final UnknownClients unknown = new UnknownClients();

    public NoTimeout(Surroundings surroundings) {
        showsAll = "true".equals(surroundings.option("calls.show-limits"));
    }

    @Override
    public void inspect(Observation any, Findings findings) {
        if (any instanceof SocketOpened socket) {
            unknown.judge(socket, this, findings);
        } else if (any instanceof CallSent seen && Judged.isWork(seen)) {
            inspect(seen, findings);
        }
    }

    private void inspect(CallSent seen, Findings findings) {
        if (seen.target().hostClass() != HostClass.LOOPBACK) {
            judge(seen, seen.calls(), findings);
            return;
        }
        String call = seen.target().url() + " " + seen.origin().site().place();
        if (seen.answer().outcome() == Outcome.PENDING && unanswered.size() < REMEMBERED) {
            unanswered.put(call, seen); // whether it answers decides how bad it is
            return;
        }
        if (seen.answer().outcome() == Outcome.PENDING) {
            findings.dropped(this); // judged as one that nobody answers
        }
        CallSent pending = unanswered.remove(call);
        judge(seen, pending == null ? seen.calls() : pending.calls() + seen.calls(), findings);
    }

    @Override
    public void conclude(Findings findings) {
        unanswered.values().forEach(call -> judge(call, call.calls(), findings));
    }

    private void judge(CallSent seen, long calls, Findings findings) {
        Limits limits = seen.limits();
        boolean read = limits.answering().isUnlimited() && !seen.answer().streaming();
        boolean connect = limits.connecting().isUnlimited();
        boolean isLong =
                seen.limits().longest(seen.answer().streaming()) > MissingLimit.LONG_MILLIS && !limits.bounded();
        boolean body = Judged.hasFreeBody(seen);
        if (!read && !connect && !isLong && !body && !showsAll) {
            return;
        }
        long millis = slowest(seen, findings) / 1_000_000;
        long proposed = TimeoutFix.proposal(millis);
        Found found = Judged.found(
                        this, seen, severity(seen, read, connect), MissingLimit.told(seen, read, connect, millis))
                .fix(TimeoutFix.of(seen, proposed))
                .evidence("connect-timeout", limits.connect().toString())
                .evidence("read-timeout", limits.read().toString())
                .evidence("whole-call-timeout", limits.whole().toString())
                .evidence("lease-timeout", limits.lease().toString())
                .evidence("slowest-ms", millis)
                .evidence("proposed-response-timeout-ms", proposed)
                .occurrences(calls);
        boolean isFine = !read && !connect && !isLong && !body;
        String variant = read || connect ? MissingLimit.variant(seen) : body ? "body" : isFine ? "limits" : "long";
        findings.add(variant == null ? found : found.variant(variant));
    }

    private static Severity severity(CallSent seen, boolean read, boolean connect) {
        boolean isFine = !read
                && !connect
                && (seen.limits().longest(seen.answer().streaming()) <= MissingLimit.LONG_MILLIS
                        || seen.limits().bounded());
        if (isFine && !Judged.hasFreeBody(seen)
                || seen.origin().site().goesThrough("java.net.URLClassLoader")
                || seen.origin().site().goesThrough("jdk.internal.loader.URLClassPath")) {
            return Severity.INFO;
        }
        boolean near =
                seen.target().hostClass() == HostClass.LOOPBACK && seen.answer().outcome() != Outcome.PENDING;
        if (seen.limits().bounded() || near || !read && !connect && !Judged.hasFreeBody(seen)) {
            return Severity.LOW;
        }
        return read ? Severity.HIGH : Severity.MEDIUM;
    }

    private long slowest(CallSent seen, Findings findings) {
        String key = seen.client() + " " + seen.target().url();
        if (slowest.size() >= REMEMBERED && !slowest.containsKey(key)) {
            findings.dropped(this);
            return seen.answer().nanos();
        }
        return slowest.merge(key, seen.answer().nanos(), Math::max);
    }
}
