package dev.seaworthy.rule.http;

import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.CallSent.Outcome;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Site;
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
        needs = CallSent.class,
        summary = "HTTP calls without a timeout",
        fix = "Set a connect timeout of at most 2 s and a response timeout just above the slowest good answer.")
public final class NoTimeout implements Rule<CallSent> {

    private static final long LONG_MILLIS = 60_000;
    private static final int REMEMBERED = 512;
    private static final long CONNECT_MILLIS = 2_000;

    /** Slowest call so far in nanoseconds, by client and target. */
    private final Map<String, Long> slowest = new LinkedHashMap<>();

    /** Calls to loopback that nobody has answered yet, by target and place. */
    private final Map<String, CallSent> unanswered = new LinkedHashMap<>();

    @Override
    public void inspect(CallSent seen, Findings findings) {
        if (!Judged.counts(seen)) {
            return;
        }
        if (seen.hostClass() != HostClass.LOOPBACK) {
            judge(seen, seen.calls(), findings);
            return;
        }
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
        long proposed = proposal(millis);
        Found found = Judged.found(this, seen, severity(seen, read, connect), message(seen, read, connect, millis))
                .fix(fix(seen, proposed))
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

    /** What is unlimited, and what the slowest call took; {@code millis} is that time. */
    private static String message(CallSent seen, boolean read, boolean connect, long millis) {
        String calls = "Calls by " + seen.client();
        String took = seen.outcome() == Outcome.PENDING
                ? "; one is still waiting after " + millis + " ms"
                : "; the slowest so far took " + (millis == 0 ? "less than 1" : millis) + " ms";
        if (!read && !connect) {
            return calls + " may wait for " + Math.max(seen.connectTimeout(), seen.readTimeout()) / 1000 + " s" + took;
        }
        String what =
                read && connect ? " have no timeout" : read ? " have no response timeout" : " have no connect timeout";
        return calls + what + (seen.bounded() ? ", although the code around them may limit the wait" : "") + took;
    }

    /** A response timeout: three times the slowest call, rounded up to what people write. */
    private static long proposal(long millis) {
        for (long round : new long[] {1_000, 2_000, 5_000, 10_000}) {
            if (millis * 3 <= round) {
                return round;
            }
        }
        return 30_000;
    }

    /** One imperative sentence; {@code proposed} is a response timeout in milliseconds. */
    private static String fix(CallSent seen, long proposed) {
        Site site = seen.origin().site();
        long connect = Math.min(CONNECT_MILLIS, proposed);
        if (site.goesThrough("org.springframework.http.client.JdkClientHttpRequest")) {
            return "Build the JDK HttpClient with connectTimeout(Duration.ofMillis(" + connect
                    + ")) and give JdkClientHttpRequestFactory setReadTimeout(" + proposed
                    + "), or set spring.http.client.connect-timeout and read-timeout.";
        }
        if (site.goesThrough("org.springframework.")) {
            return "Give the RestTemplate or RestClient a SimpleClientHttpRequestFactory with setConnectTimeout("
                    + connect + ") and setReadTimeout(" + proposed
                    + "), or set spring.http.client.connect-timeout and read-timeout.";
        }
        if (seen.client().equals("java.net.http")) {
            return "Build the HttpClient with HttpClient.newBuilder().connectTimeout(Duration.ofMillis(" + connect
                    + ")) and each request with HttpRequest.newBuilder().timeout(Duration.ofMillis(" + proposed + ")).";
        }
        String values = "setConnectTimeout(" + connect + ") and setReadTimeout(" + proposed + ")";
        boolean opens = site.stack().stream()
                .takeWhile(frame -> !frame.equals(site.place()))
                .anyMatch(frame -> frame.className().equals("java.net.URL")
                        && frame.method().equals("openStream"));
        return (opens ? "Replace URL.openStream() with openConnection(), and call " : "Call ") + values
                + " on the connection before you use it.";
    }
}
