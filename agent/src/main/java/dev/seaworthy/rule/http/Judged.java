package dev.seaworthy.rule.http;

import dev.seaworthy.context.Probes;
import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.Limits;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.Severity;

/** What the rules about outbound calls have in common. */
final class Judged {

    private static final String[] TESTS = {
        "org.junit.",
        "org.testng.",
        "com.github.tomakehurst.wiremock.",
        "org.wiremock.",
        "okhttp3.mockwebserver.",
        "mockwebserver3.",
        "org.mockserver.",
        "org.springframework.test.",
        "org.springframework.boot.test."
    };

    /** What sends measurements; not what measures calls that it passes on. */
    private static final String[] TELEMETRY = {
        "io.opentelemetry.exporter.",
        "io.opentelemetry.sdk.",
        "io.micrometer.core.ipc.",
        "io.micrometer.core.instrument.push.",
        "zipkin2.",
        "io.jaegertracing.",
        "io.prometheus.",
        "com.timgroup.statsd.",
        "com.datadog."
    };

    private Judged() {}

    /** Whether it is a call over HTTP that belongs to the program's work, rather than to its start or end. */
    static boolean counts(CallSent seen) {
        return isWork(seen.origin())
                && (seen.target().isSecure() || seen.target().scheme().equals("http"));
    }

    /** Whether the call, of whatever kind, belongs to the program's work. */
    static boolean isWork(CallSent seen) {
        return isWork(seen.origin());
    }

    /** Whether what was seen there belongs to the program's work. */
    static boolean isWork(Origin origin) {
        Phase phase = origin.phase();
        return phase == Phase.REQUEST || phase == Phase.JOB;
    }

    /** Whether a library that sends measurements makes the call: where they go is a matter of operation. */
    static boolean isTelemetry(Site site) {
        for (String one : TELEMETRY) {
            if (site.goesThrough(one)) {
                return true;
            }
        }
        return false;
    }

    /** Says where the address came from, if that is known. */
    static Found from(Found found, String origin) {
        return origin.isEmpty() ? found : found.evidence("address-from", origin);
    }

    /** Whether a test framework makes the call. */
    static boolean isTest(CallSent seen) {
        return isTest(seen.origin().site());
    }

    /** Whether a test framework runs what happens there. */
    static boolean isTest(Site site) {
        for (String test : TESTS) {
            if (site.passes(test)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a health probe asked for that work. */
    static boolean isProbe(Unit unit) {
        return unit.isRequest()
                && Probes.isProbe(unit.route().substring(unit.route().indexOf(' ') + 1));
    }

    /** Whether the only limit ends with the head of an answer that has a body, no endless stream and nothing that a test reads. */
    static boolean hasFreeBody(CallSent seen) {
        Limits limits = seen.limits();
        return limits.headOnly()
                && !limits.bounded()
                && !limits.answering().isUnlimited()
                && !seen.answer().streaming()
                && seen.answer().outcome() == Outcome.ANSWERED
                && !isTest(seen.origin().site());
    }

    /** A confirmed finding about the call: where it was made, and for its target. */
    static Found found(Rule<?> rule, CallSent seen, Severity severity, String message) {
        return Found.confirmed(
                        rule,
                        seen.origin().site(),
                        seen.target().url(),
                        message,
                        seen.origin().millis())
                .severity(severity)
                .occurrences(seen.calls());
    }
}
