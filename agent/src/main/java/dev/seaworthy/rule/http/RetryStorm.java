package dev.seaworthy.rule.http;

import dev.seaworthy.observation.CallRetried;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.List;
import java.util.Locale;

/** Failed calls that are repeated at once and often, which multiplies the load of a service that is in trouble already. */
@RuleSpec(
        id = "http/retry-storm",
        severity = Severity.MEDIUM,
        needs = CallRetried.class,
        summary = "Failed HTTP calls repeated without backing off",
        fix = "Wait exponentially longer before each retry, at most 3 times; add jitter to each wait.")
public final class RetryStorm implements Rule<CallRetried> {

    private static final int ENOUGH = 4;
    private static final long AT_ONCE_MILLIS = 50;
    /** A pause that varies by less than that does not grow. */
    private static final double STEADY = 1.5;

    private static final long PATIENT_MILLIS = 1_000;

    @Override
    public void inspect(CallRetried seen, Findings findings) {
        Phase phase = seen.origin().phase();
        if (phase != Phase.REQUEST && phase != Phase.JOB
                || seen.target().hostClass() == HostClass.LINK_LOCAL
                || Judged.isProbe(seen.origin().unit())
                || Judged.isTest(seen.origin().site())
                || !isSame(seen)) {
            return;
        }
        String target = seen.target().url() + seen.route();
        if (seen.resent()) {
            String message = "A " + seen.method() + " was sent again after a failure (" + seen.failure()
                    + ") and without an idempotency key: if the first one arrived, its work is done twice";
            findings.add(found(seen, target, message)
                    .variant("non-idempotent")
                    .severity(Severity.HIGH)
                    .fix("Send an idempotency key (such as the header Idempotency-Key) with each " + seen.method()
                            + " that may be repeated, or do not repeat it."));
        }
        List<Long> gaps = seen.gapNanos().stream().map(gap -> gap / 1_000_000).toList();
        if (seen.tries() < ENOUGH || gaps.size() < ENOUGH - 1) {
            return;
        }
        long shortest = gaps.stream().mapToLong(gap -> gap).min().orElse(0);
        long longest = gaps.stream().mapToLong(gap -> gap).max().orElse(0);
        boolean atOnce = gaps.stream().filter(gap -> gap < AT_ONCE_MILLIS).count() >= ENOUGH - 1;
        boolean steady = shortest >= AT_ONCE_MILLIS && longest <= shortest * STEADY;
        if (atOnce || steady) {
            String pause = atOnce
                    ? ", each less than " + AT_ONCE_MILLIS + " ms after the failure before it"
                    : ", always about " + shortest + " ms apart";
            String who = seen.inClient() ? "The client sent the same " : "The same " + seen.method() + " was sent ";
            String message = who + (seen.inClient() ? seen.method() + " " : "") + seen.tries() + " times" + pause
                    + "; the last failed: " + seen.failure();
            findings.add(found(seen, target, message)
                    .severity(atOnce || shortest < PATIENT_MILLIS ? Severity.MEDIUM : Severity.LOW));
        }
    }

    private Found found(CallRetried seen, String target, String message) {
        return Found.of(true, this, seen.origin(), target, message)
                .evidence("attempts", seen.tries())
                .evidence(
                        "pauses-ms",
                        seen.gapNanos().stream().map(gap -> gap / 1_000_000).toList())
                .evidence("failure", seen.failure())
                .evidence("route", seen.origin().unit().route());
    }

    /** Two calls that add something to the same path need not be the same: a loop may send one after the other. */
    private static boolean isSame(CallRetried seen) {
        return !seen.method().equals("POST") && !seen.method().equals("PATCH")
                || seen.sameRequest()
                || isRetry(seen.origin().site());
    }

    /** Whether somebody who calls it is named after retries. */
    private static boolean isRetry(Site site) {
        for (Place frame : site.stack()) {
            String name = frame.className().substring(frame.className().lastIndexOf('.') + 1) + frame.method();
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.contains("retry")
                    || lower.contains("retries")
                    || frame.className().contains(".retry.")) {
                return true;
            }
        }
        return false;
    }
}
