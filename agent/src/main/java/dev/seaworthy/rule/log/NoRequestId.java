package dev.seaworthy.rule.log;

import dev.seaworthy.observation.EventsTied;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** Log lines that nothing ties to their request, so that the lines of one request cannot be found among those of others. */
@RuleSpec(
        id = "log/no-request-id",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.MEDIUM,
        needs = EventsTied.class,
        summary = "Log lines without a request id",
        fix = "Put a request id into the MDC in a filter and into the log's layout, or turn on trace context in logs.")
public final class NoRequestId implements Rule<EventsTied> {

    private static final int ENOUGH_EVENTS = 20;
    private static final int ENOUGH_REQUESTS = 5;
    private static final int TIED_ONE_IN = 20;

    private long told;
    private boolean found;

    @Override
    public void inspect(EventsTied seen, Findings findings) {
        boolean hazard = seen.events() >= ENOUGH_EVENTS
                && seen.requests() >= ENOUGH_REQUESTS
                && seen.tied() * TIED_ONE_IN <= seen.events();
        if (!hazard) {
            if (found) {
                findings.resolve(made(seen));
            }
            found = false;
            return;
        }
        long untied = seen.events() - seen.tied();
        findings.add(made(seen)
                .occurrences(Math.max(0, untied - told))
                .evidence("events", seen.events())
                .evidence("with-id", seen.tied())
                .evidence("requests", seen.requests()));
        told = untied;
        found = true;
    }

    private Found made(EventsTied seen) {
        String message = (seen.events() - seen.tied()) + " of " + seen.events() + " events that " + seen.requests()
                + " requests logged have no request or trace id";
        return Found.confirmed(
                this, Site.UNKNOWN, "log lines", message, seen.origin().millis());
    }
}
