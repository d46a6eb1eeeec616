package dev.seaworthy.rule.http;

import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
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

    private Judged() {}

    /** Whether the call belongs to the program's work, rather than to its start or end. */
    static boolean counts(CallSent seen) {
        Phase phase = seen.origin().phase();
        return phase == Phase.REQUEST || phase == Phase.JOB;
    }

    /** Whether a test framework makes the call. */
    static boolean isTest(CallSent seen) {
        Site site = seen.origin().site();
        for (String test : TESTS) {
            if (site.passes(test)) {
                return true;
            }
        }
        return false;
    }

    /** A confirmed finding about the call: where it was made, and for its target. */
    static Found found(Rule<?> rule, CallSent seen, Severity severity, String message) {
        return Found.confirmed(
                        rule,
                        seen.origin().site(),
                        seen.target(),
                        message,
                        seen.origin().millis())
                .severity(severity)
                .occurrences(seen.calls());
    }
}
