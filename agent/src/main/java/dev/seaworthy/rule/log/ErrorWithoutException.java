package dev.seaworthy.rule.log;

import dev.seaworthy.observation.ErrorLogged;
import dev.seaworthy.observation.LinesUnknown;
import dev.seaworthy.observation.LogObservation;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.ThrowableRelogged;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** An error or warning that was logged without its exception, so that nobody can see where it came from. */
@RuleSpec(
        id = "log/error-without-exception",
        severity = Severity.MEDIUM,
        needs = {ErrorLogged.class, ThrowableRelogged.class, LinesUnknown.class},
        needsPlace = true,
        summary = "Errors logged without their exception",
        fix = "Pass the exception as the last argument, as in log.error(\"…\", e).")
public final class ErrorWithoutException implements Rule<LogObservation> {

    private static final int ENOUGH = 3;
    private static final int MOST_PLACES = 1_000;

    /** What callers do wrong, or what simply happens: their text says it all, and a stack trace would be noise. */
    private static final Set<String> EXPECTED = Set.of(
            "NumberFormatException",
            "DateTimeParseException",
            "InterruptedException",
            "TimeoutException",
            "CancellationException",
            "ConnectException",
            "SocketTimeoutException",
            "UnknownHostException",
            "ClosedChannelException",
            "ConstraintViolationException",
            "MethodArgumentNotValidException",
            "HttpMessageNotReadableException",
            "AccessDeniedException",
            "AuthenticationException",
            "BadCredentialsException");

    private final Map<Place, Integer> places = new HashMap<>();

    @Override
    public void inspect(LogObservation seen, Findings findings) {
        if (seen instanceof ErrorLogged error) {
            judge(error, findings);
        } else if (seen instanceof LinesUnknown lines) {
            judge(lines, findings);
        } else if (seen instanceof ThrowableRelogged again
                && again.origin().site().place() != null) {
            String message =
                    "The same " + again.exception() + " was logged " + again.times() + " times in one unit of work";
            findings.add(Found.of(true, this, again.origin(), again.logger(), message)
                    .variant("duplicate")
                    .severity(Severity.LOW)
                    .fix("Log an exception once, where it is handled, and only pass it on elsewhere.")
                    .evidence("exception", again.exception()));
        }
    }

    private void judge(LinesUnknown seen, Findings findings) {
        String message = "Stack traces in the log have no line numbers: " + seen.className()
                + (seen.classes() > 1 ? " and " + (seen.classes() - 1) + " other classes were" : " was")
                + " compiled without them";
        findings.add(Found.of(true, this, seen.origin(), "debug information", message)
                .variant("no-debug-info")
                .severity(Severity.LOW)
                .fix("Compile with javac -g:source,lines, and keep LineNumberTable if an obfuscator runs."));
    }

    private void judge(ErrorLogged error, Findings findings) {
        Place place = error.origin().site().place();
        if (place == null
                || !Speaker.isApplication(error.origin().site(), error.logger())
                || isExpected(error.exception())) {
            return;
        }
        if (!places.containsKey(place) && places.size() >= MOST_PLACES) {
            findings.dropped(this);
            return;
        }
        int times = places.merge(place, 1, Integer::sum);
        if (times < ENOUGH) {
            return;
        }
        String what = error.exception().isEmpty() ? "an exception" : error.exception();
        String message = error.passed()
                ? "This " + error.level() + " event got " + what + " as a value for its text, and lost the stack trace"
                : "This " + error.level() + " event names " + what + " in its text, and has no stack trace";
        Found found = Found.of(error.passed(), this, error.origin(), error.logger(), message)
                .occurrences(times == ENOUGH ? ENOUGH : 1)
                .evidence("exception", error.exception())
                .evidence("framework", error.framework());
        findings.add(error.passed() ? found : found.severity(Severity.LOW));
    }

    private static boolean isExpected(String exception) {
        return EXPECTED.contains(exception.substring(exception.lastIndexOf('.') + 1));
    }
}
