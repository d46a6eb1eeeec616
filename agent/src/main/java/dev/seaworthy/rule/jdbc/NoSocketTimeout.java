package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionConfigured;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StatementsBounded;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;

/** Connections to a remote database that wait for an answer for ever. */
@RuleSpec(
        id = "jdbc/no-socket-timeout",
        severity = Severity.MEDIUM,
        needs = {ConnectionConfigured.class, StatementsBounded.class},
        summary = "Database connections without a read timeout",
        fix = "Set the driver's socket timeout a little above your slowest legal query.")
public final class NoSocketTimeout implements Rule<JdbcObservation> {

    private static final int MOST = 256;

    private final Map<String, Unbounded> targets = new HashMap<>();

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        String key = seen.database().url() + " " + seen.database().user();
        if (seen instanceof ConnectionConfigured configured) {
            boolean counts = configured.readMillis() == 0
                    && Remote.is(configured)
                    && !Tools.areAtWork(configured.origin().site());
            if (counts && !targets.containsKey(key) && targets.size() >= MOST) {
                findings.dropped(this);
            } else if (counts && !targets.containsKey(key)) {
                Unbounded target = new Unbounded(configured);
                targets.put(key, target);
                findings.add(found(false, target));
            }
        } else if (seen instanceof StatementsBounded ran) {
            Unbounded target = targets.get(key);
            if (target != null && !target.told) {
                target.statements += ran.statements();
                target.bounded += ran.bounded();
                if (target.isEnough() && !target.isBounded()) {
                    tell(target, findings);
                }
            }
        }
    }

    @Override
    public void conclude(Findings findings) {
        for (Unbounded target : targets.values()) {
            if (!target.told && target.isBounded()) {
                findings.resolve(found(false, target));
            } else if (!target.told) {
                tell(target, findings);
            }
        }
    }

    private void tell(Unbounded target, Findings findings) {
        target.told = true;
        findings.add(found(true, target));
    }

    private Found found(boolean sure, Unbounded target) {
        ConnectionConfigured seen = target.seen;
        String url = seen.database().url();
        boolean connect = seen.connectMillis() == 0;
        String also = connect ? ", and for ever to be connected" : "";
        String message = "Connections to " + url + " wait for an answer for ever" + also;
        Site site = seen.origin().site();
        long at = seen.origin().millis();
        Found found =
                sure ? Found.confirmed(this, site, url, message, at) : Found.suspected(this, site, url, message, at);
        return found.fix(DriverAdvice.timeouts(seen.database().product(), connect))
                .evidence("statements", target.statements)
                .evidence("statements-with-timeout", target.bounded);
    }
}
