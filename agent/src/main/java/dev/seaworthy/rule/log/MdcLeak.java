package dev.seaworthy.rule.log;

import dev.seaworthy.observation.ContextKept;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;

/** A value of the logging context that stays on its pooled thread, and labels what the next request logs there. */
@RuleSpec(
        id = "log/mdc-leak",
        severity = Severity.MEDIUM,
        needs = ContextKept.class,
        summary = "Values of the logging context that outlive their request",
        fix = "Use MDC.putCloseable in a try block, or remove the key in finally.")
public final class MdcLeak implements Rule<ContextKept> {

    private static final int ENOUGH_UNITS = 3;
    private static final int MOST_KEYS = 1_000;

    private final Map<String, Integer> told = new HashMap<>();

    @Override
    public void inspect(ContextKept seen, Findings findings) {
        if (!seen.values() || seen.units() < ENOUGH_UNITS) {
            return; // the same value everywhere belongs to the thread or the process
        }
        String key = seen.origin().site().place() + " " + seen.key();
        int before = told.getOrDefault(key, 0);
        if (before == 0 && told.size() >= MOST_KEYS) {
            findings.dropped(this);
            return;
        }
        told.put(key, seen.units());
        boolean proven = seen.stale() > 0 || seen.inherited() > 0;
        String message = seen.stale() > 0
                ? seen.units() + " units of work left this key on their thread, and " + seen.stale()
                        + " events were logged with the value of another"
                : seen.units() + " units of work left this key on their thread, and " + seen.inherited()
                        + " others began with it";
        findings.add(Found.of(proven, this, seen.origin(), seen.key(), message)
                .occurrences(Math.max(0, seen.units() - before))
                .evidence("units", seen.units())
                .evidence("inherited", seen.inherited())
                .evidence("stale-events", seen.stale()));
    }
}
