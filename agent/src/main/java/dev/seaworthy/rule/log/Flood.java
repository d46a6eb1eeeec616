package dev.seaworthy.rule.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.LineRepeated;
import dev.seaworthy.observation.LogObservation;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.RouteLogged;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** So much is logged for each request that it becomes a bill, and that errors are hard to find in it. */
@RuleSpec(
        id = "log/flood",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.MEDIUM,
        needs = {RouteLogged.class, LineRepeated.class},
        summary = "Too much logged for each request",
        fix = "Log one summary line for each request; log what repeats in it at DEBUG.")
public final class Flood implements Rule<LogObservation> {

    private static final int MANY_EVENTS = 50;
    private static final int MANY_BYTES = 20_000;
    private static final int ENOUGH_REQUESTS = 3;
    private static final int BUSY_SECONDS = 60;
    private static final int ENOUGH_LINES = 1_000;
    private static final double SAME_SHARE = 0.3;
    private static final int MOST = 1_000;
    private static final long SECONDS_A_DAY = 86_400;
    private static final double BYTES_A_GIGABYTE = 1e9;
    private static final double PRICE = 0.50;

    private final Surroundings surroundings;
    private final Map<String, Long> told = new HashMap<>();

    public Flood(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(LogObservation seen, Findings findings) {
        if (seen instanceof RouteLogged route && route.requests() >= ENOUGH_REQUESTS) {
            volume(route, findings);
            traces(route, findings);
        } else if (seen instanceof LineRepeated line
                && (line.origin().phase() == Phase.REQUEST || line.origin().phase() == Phase.JOB)) {
            repeated(line, findings);
        }
    }

    private void volume(RouteLogged route, Findings findings) {
        if (route.medianEvents() <= MANY_EVENTS && route.medianBytes() <= MANY_BYTES) {
            return;
        }
        String message = "A request logs " + route.medianEvents() + " events with " + route.medianBytes()
                + " characters (median of " + route.requests() + " requests)" + projected(route);
        add(route, "volume", message, route.requests(), findings, null);
    }

    private void traces(RouteLogged route, Findings findings) {
        if (route.traces() <= route.requests()) {
            return;
        }
        String message = String.format(
                Locale.ROOT,
                "A request logs %.1f stack traces on average (%d in %d requests)",
                (double) route.traces() / route.requests(),
                route.traces(),
                route.requests());
        add(route, "traces", message, route.traces(), findings, "stack-trace");
    }

    private void repeated(LineRepeated line, Findings findings) {
        boolean same = line.all() >= ENOUGH_LINES && line.events() > line.all() * SAME_SHARE;
        if (!same && line.busySeconds() < BUSY_SECONDS) {
            return;
        }
        String message = line.busySeconds() >= BUSY_SECONDS
                ? "This line logged more than 100 events a second for " + line.busySeconds() + " seconds"
                : "This line logged " + line.events() + " of " + line.all() + " events";
        Long before = before("line " + line.origin().site().place() + line.logger(), line.events(), findings);
        if (before != null) {
            findings.add(Found.confirmed(
                            this,
                            line.origin().site(),
                            line.logger(),
                            message,
                            line.origin().millis())
                    .occurrences(Math.max(0, line.events() - before))
                    .fix("Log this less often: only when something changes, or a summary once a minute.")
                    .evidence("events", line.events())
                    .evidence("all-events", line.all()));
        }
    }

    private void add(
            RouteLogged route, String what, String message, long count, Findings findings, @Nullable String variant) {
        String name = route.origin().unit().route();
        Long before = before(what + " " + name, count, findings);
        if (before == null) {
            return;
        }
        Found found = Found.of(true, this, route.origin(), name.isEmpty() ? "requests" : name, message)
                .occurrences(Math.max(0, count - before))
                .evidence("requests", route.requests())
                .evidence("events", route.events())
                .evidence("characters", route.bytes())
                .evidence("logger", route.logger());
        if (variant != null) {
            found.variant(variant).fix("Log each exception once, and expected ones without a stack trace.");
        }
        findings.add(found);
    }

    /** What was told before; null if there are too many of them. */
    private @Nullable Long before(String key, long now, Findings findings) {
        Long known = told.get(key);
        if (known == null && told.size() >= MOST) {
            findings.dropped(this);
            return null;
        }
        told.put(key, now);
        return known == null ? 0L : known;
    }

    private String projected(RouteLogged route) {
        String setting = surroundings.option("target-rps");
        if (setting == null || route.bytes() == 0) {
            return "";
        }
        double gigabytes = (double) route.bytes()
                / route.requests()
                * Double.parseDouble(setting)
                * SECONDS_A_DAY
                / BYTES_A_GIGABYTE;
        return String.format(
                Locale.ROOT,
                ": at %s requests per second %.1f GB a day, which costs %.0f USD at %.2f USD per GB",
                setting,
                gigabytes,
                gigabytes * PRICE,
                PRICE);
    }
}
