package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.BorrowNested;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A thread waits for a second connection while it holds a first one of the same pool. */
@RuleSpec(
        id = "jdbc/nested-connection",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = BorrowNested.class,
        summary = "A second connection borrowed while the first is held",
        fix = "Use the outer connection, or do the inner work before or after; otherwise, give it a pool of its own.")
public final class NestedConnection implements Rule<BorrowNested> {

    private static final int ENOUGH_UNITS = 2;
    private static final int MOST = 1_000;
    private static final int MOST_UNITS = 64;

    /** Units of work by place. */
    private final Map<String, Set<Object>> units = new HashMap<>();

    @Override
    public void inspect(BorrowNested seen, Findings findings) {
        Phase phase = seen.origin().phase();
        if (phase != Phase.REQUEST && phase != Phase.JOB) {
            return;
        }
        String key = seen.origin().site().place() + " " + seen.outer() + " "
                + seen.database().url();
        if (!units.containsKey(key) && units.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        Set<Object> here = units.computeIfAbsent(key, any -> new HashSet<>());
        if (here.size() < MOST_UNITS) {
            boolean visible = seen.origin().unit().isVisible();
            here.add(visible ? seen.origin().unit().id() : seen.origin().millis() + " " + here.size());
        }
        boolean endless = seen.threads() == Integer.MAX_VALUE;
        long needed = (long) seen.threads() * (seen.held() - 1) + 1;
        if (seen.most() <= 0 || seen.most() >= needed) {
            return; // the maximum is unknown, or large enough
        }
        String outer = seen.outer() == null ? "another" : "the one borrowed at " + seen.outer();
        String message = "A thread borrows a "
                + (seen.held() == 2 ? "second" : seen.held() == 3 ? "third" : seen.held() + "th")
                + " connection from the same pool while it holds " + outer + "; "
                + (endless
                        ? "any number of threads may do so (" + source(seen)
                                + " sets no limit), so no pool is large enough"
                        : seen.threads() + (seen.threads() == 1 ? " thread (" : " threads (") + source(seen) + ") × "
                                + (seen.held() - 1) + " + 1 = " + needed + " connections would rule out a deadlock")
                + ", and the pool has " + seen.most();
        Found found = Found.of(
                here.size() >= ENOUGH_UNITS,
                this,
                seen.origin(),
                seen.database().url(),
                message);
        findings.add(found.severity(phase == Phase.JOB ? Severity.MEDIUM : Severity.HIGH)
                .evidence("pool", seen.pool())
                .evidence("pool-max", seen.most())
                .evidence("threads", endless ? "unlimited" : seen.threads())
                .evidence("threads-known-by", seen.known().name().toLowerCase(Locale.ROOT))
                .evidence("connections-per-thread", seen.held())
                .evidence("needed", endless ? "unlimited" : needed)
                .evidence("outer", String.valueOf(seen.outer())));
    }

    private static String source(BorrowNested seen) {
        return switch (seen.known()) {
            case SERVER -> "the server's configuration";
            case EXECUTOR -> "the executor's configuration";
            case PEAK -> "the peak of concurrent units of work";
        };
    }
}
