package dev.seaworthy.rule.log;

import dev.seaworthy.observation.DetailLogged;
import dev.seaworthy.observation.DetailLogged.Kind;
import dev.seaworthy.observation.DetailLogged.Scope;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;

/** Logging that shows what developers look for, in a running service: it costs, hides the rest and gives data away. */
@RuleSpec(
        id = "log/debug-in-production",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.MEDIUM,
        needs = DetailLogged.class,
        summary = "Debug logging in a running service",
        fix = "Set the level INFO for this environment.")
public final class DebugInProduction implements Rule<DetailLogged> {

    private static final int ENOUGH_STEPS = 30;
    private static final int ENOUGH_SQL = 3;
    private static final int MOST_LOGGERS = 1_000;

    private final Map<String, Long> told = new HashMap<>();

    @Override
    public void inspect(DetailLogged seen, Findings findings) {
        boolean runs = seen.origin().phase() == Phase.REQUEST || seen.origin().phase() == Phase.JOB;
        if (!runs || seen.events() < enough(seen.kind())) {
            return;
        }
        String key = seen.kind() + " " + seen.logger();
        long before = told.getOrDefault(key, 0L);
        if (before == 0 && told.size() >= MOST_LOGGERS) {
            findings.dropped(this);
            return;
        }
        told.put(key, seen.events());
        Found found = Found.confirmed(
                        this,
                        Site.UNKNOWN,
                        seen.logger(),
                        message(seen),
                        seen.origin().millis())
                .occurrences(Math.max(0, seen.events() - before))
                .severity(severity(seen))
                .evidence("events", seen.events())
                .evidence("level", seen.level())
                .evidence("framework", seen.framework());
        if (seen.kind() != Kind.STEPS) {
            found.variant(seen.kind() == Kind.SQL ? "sql" : "wire").fix(fix(seen));
        }
        findings.add(found);
    }

    private static int enough(Kind kind) {
        return switch (kind) {
            case STEPS -> ENOUGH_STEPS;
            case SQL -> ENOUGH_SQL;
            case WIRE -> 1;
        };
    }

    private static Severity severity(DetailLogged seen) {
        if (seen.raised()) {
            return Severity.INFO; // somebody investigates
        }
        return switch (seen.kind()) {
            case WIRE -> Severity.HIGH;
            case SQL -> Severity.LOW;
            case STEPS -> seen.scope() == Scope.PART ? Severity.LOW : Severity.MEDIUM;
        };
    }

    private static String message(DetailLogged seen) {
        String raised = seen.raised() ? ", since its level was changed while the service ran" : "";
        String events = seen.events() + (seen.events() == 1 ? " event" : " events");
        return switch (seen.kind()) {
            case WIRE -> "HTTP headers or bodies, which may hold credentials, were logged in " + events + raised;
            case SQL -> "SQL statements or their values were logged in " + events + raised;
            case STEPS ->
                switch (seen.scope()) {
                    case ROOT -> "The whole process logs at " + seen.level() + ": " + events + " so far" + raised;
                    case APPLICATION ->
                        "The application's packages log at " + seen.level() + ": " + events + " so far" + raised;
                    case PART -> "This logger logs at " + seen.level() + ": " + events + " so far" + raised;
                };
        };
    }

    private static String fix(DetailLogged seen) {
        return seen.kind() == Kind.SQL
                ? "Set the level INFO for this logger, and turn off options that print SQL, such as show_sql."
                : "Turn off logging of HTTP headers and bodies for this environment.";
    }
}
