package dev.seaworthy.rule.http;

import dev.seaworthy.context.Probes;
import dev.seaworthy.observation.CallFailed;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** A call to another service that failed without anybody being told. */
@RuleSpec(
        id = "http/failed-call-swallowed",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.MEDIUM,
        needs = CallFailed.class,
        summary = "Failed HTTP calls that leave no trace",
        fix =
                "Log the failure with its exception, or count it; log at WARN or above, and return a degraded result on purpose.")
public final class FailedCallSwallowed implements Rule<CallFailed> {

    /** Those that answer instead are there on purpose, and count what they do. */
    private static final String[] FALLBACKS = {
        "io.github.resilience4j.",
        "com.netflix.hystrix.",
        "dev.failsafe.",
        "net.jodah.failsafe.",
        "io.smallrye.faulttolerance.",
        "org.springframework.cloud.client.circuitbreaker.",
        "com.alibaba.csp.sentinel."
    };

    private final UnitsSeen units = new UnitsSeen();

    @Override
    public void inspect(CallFailed seen, Findings findings) {
        Phase phase = seen.origin().phase();
        Unit unit = seen.origin().unit();
        Site site = seen.origin().site();
        boolean counts = phase == Phase.REQUEST || phase == Phase.JOB;
        // What a library does in the background is its own affair.
        boolean own = unit.isRequest() || site.place() != null;
        if (!counts
                || !own
                || seen.target().hostClass() == HostClass.LINK_LOCAL
                || Judged.isProbe(unit)
                || Probes.isProbe(seen.route())
                || Judged.isTest(site)) {
            return;
        }
        String target = seen.target().url() + seen.route();
        int seenIn = units.add(seen.origin(), target, this, findings);
        boolean fallback = isFallback(site);
        findings.add(Found.of(seenIn >= UnitsSeen.ENOUGH, this, seen.origin(), target, message(seen, fallback))
                .severity(fallback ? Severity.LOW : Severity.MEDIUM)
                .evidence("failure", seen.failure())
                .evidence("route", unit.route()));
    }

    private static boolean isFallback(Site site) {
        for (String fallback : FALLBACKS) {
            if (site.passes(fallback)) {
                return true;
            }
        }
        return false;
    }

    private static String message(CallFailed seen, boolean fallback) {
        String end = seen.answered() > 0
                ? "the request was answered with " + seen.answered()
                : seen.origin().unit().isRequest() ? "the request went on" : "the job ended as if it had succeeded";
        return "A call failed (" + seen.failure() + "), " + end
                + (fallback
                        ? ", and nothing but a fallback around the call may know of it"
                        : ", and nothing was logged at WARN or above or counted");
    }
}
