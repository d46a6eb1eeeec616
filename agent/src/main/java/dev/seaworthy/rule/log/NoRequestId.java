package dev.seaworthy.rule.log;

import dev.seaworthy.context.Environment;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.EventsTied;
import dev.seaworthy.observation.LogObservation;
import dev.seaworthy.observation.OutputsSet;
import dev.seaworthy.observation.OutputsSet.Output;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.List;

/** Log lines that nothing ties to their request, so that the lines of one request cannot be found among those of others. */
@RuleSpec(
        id = "log/no-request-id",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.MEDIUM,
        needs = {EventsTied.class, OutputsSet.class},
        summary = "Log lines without a request id",
        fix = "Put a request id into the MDC and into the log's layout; a filter does it, or trace context in logs.")
public final class NoRequestId implements Rule<LogObservation> {

    private static final int ENOUGH_EVENTS = 20;
    private static final int ENOUGH_REQUESTS = 5;
    private static final int TIED_ONE_IN = 20;

    private final Surroundings surroundings;
    private long told;
    private boolean found;

    public NoRequestId(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(LogObservation seen, Findings findings) {
        if (seen instanceof EventsTied tied) {
            judge(tied, findings);
        } else if (seen instanceof OutputsSet set && set.used() && !set.builtIn() && isPlain(set.outputs())) {
            findings.add(unstructured(set));
        }
    }

    /** One output that is not known to write plain text may be the one that is collected. */
    private boolean isPlain(List<Output> outputs) {
        return surroundings.environment() == Environment.CONTAINER
                && !outputs.isEmpty()
                && outputs.stream().allMatch(Output::plain);
    }

    private Found unstructured(OutputsSet seen) {
        String message = "Log lines are plain text, so keys such as the request id cannot be searched for";
        return Found.confirmed(
                        this,
                        Site.UNKNOWN,
                        seen.framework(),
                        message,
                        seen.origin().millis())
                .occurrences(1)
                .variant("unstructured")
                .severity(Severity.INFO)
                .fix("Write each event as one line of JSON to standard output.")
                .evidence("appenders", seen.outputs().stream().map(Output::name).toList());
    }

    private void judge(EventsTied seen, Findings findings) {
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
