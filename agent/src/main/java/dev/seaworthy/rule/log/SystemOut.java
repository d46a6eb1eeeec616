package dev.seaworthy.rule.log;

import dev.seaworthy.observation.LinePrinted;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StackTracePrinted;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Lines and stack traces that a service prints instead of logging them: without level, time, id or rate control. */
@RuleSpec(
        id = "log/system-out",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = {LinePrinted.class, StackTracePrinted.class},
        needsPlace = true,
        summary = "Output printed instead of logged",
        fix = "Use a logger instead, as in log.info(\"…\").")
public final class SystemOut implements Rule<Observation> {

    private static final int ENOUGH_LINES = 5;
    private static final int ENOUGH_UNITS = 2;
    private static final int MOST_METHODS = 1_000;

    private final Map<String, Printing> methods = new HashMap<>();

    /** What one method printed, line of code by line of code. */
    private static final class Printing {
        final Map<Integer, LinePrinted> latest = new HashMap<>();
        final Set<Long> units = new HashSet<>();
        long told;

        long lines() {
            long sum = 0;
            for (LinePrinted one : latest.values()) {
                sum += one.lines();
            }
            return sum;
        }

        int units() {
            int most = units.size();
            for (LinePrinted one : latest.values()) {
                most = Math.max(most, one.units());
            }
            return most;
        }
    }

    @Override
    public void inspect(Observation seen, Findings findings) {
        Origin origin = seen.origin();
        Site site = origin.site();
        Place place = site.place();
        if (place == null || !site.direct() || origin.phase() != Phase.REQUEST && origin.phase() != Phase.JOB) {
            return;
        }
        if (seen instanceof StackTracePrinted trace) {
            String message = "The stack trace of " + trace.exception() + " was printed, "
                    + (trace.times() == 1 ? "once" : trace.times() + " times") + " so far";
            findings.add(Found.confirmed(this, site, "System.err", message, origin.millis())
                    .variant("print-stack-trace")
                    .fix("Use a logger instead, as in log.error(\"…\", e).")
                    .evidence("exception", trace.exception()));
        } else if (seen instanceof LinePrinted line && !line.structured()) {
            printed(line, site, place, findings);
        }
    }

    private void printed(LinePrinted line, Site site, Place place, Findings findings) {
        String method = place.className() + "#" + place.method() + " " + line.stream();
        if (methods.size() >= MOST_METHODS && !methods.containsKey(method)) {
            findings.dropped(this);
            return;
        }
        Printing printing = methods.computeIfAbsent(method, any -> new Printing());
        printing.latest.put(place.line(), line);
        if (line.origin().unit().isVisible() && printing.units.size() < ENOUGH_UNITS) {
            printing.units.add(line.origin().unit().id());
        }
        long lines = printing.lines();
        int units = printing.units();
        if (lines >= ENOUGH_LINES && units >= ENOUGH_UNITS) {
            String message = lines + " lines were printed in " + units + " units of work";
            findings.add(Found.confirmed(
                            this, site, line.stream(), message, line.origin().millis())
                    .occurrences(lines - printing.told)
                    .evidence("lines", lines)
                    .evidence("units", units));
            printing.told = lines;
        }
    }
}
