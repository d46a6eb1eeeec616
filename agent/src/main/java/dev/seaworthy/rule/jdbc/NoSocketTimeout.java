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

/** Connections to a remote database that wait for an answer forever. */
@RuleSpec(
        id = "jdbc/no-socket-timeout",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = {ConnectionConfigured.class, StatementsBounded.class},
        summary = "Database connections without a read timeout",
        fix = "Set the driver's socket timeout; a little above your slowest legitimate query is enough.")
public final class NoSocketTimeout implements Rule<JdbcObservation> {

    /** Fewer statements say little about whether the application bounds them itself. */
    private static final int ENOUGH = 20;

    private static final int BOUNDED_PERCENT = 90;
    private static final int MOST = 256;

    private final Map<String, Unbounded> targets = new HashMap<>();

    /** A database without a read timeout, and how far the application bounds its statements there itself. */
    private static final class Unbounded {
        final ConnectionConfigured seen;
        boolean reported;
        long statements;
        long bounded;

        Unbounded(ConnectionConfigured seen) {
            this.seen = seen;
        }

        boolean isBounded() {
            return bounded * 100 > statements * BOUNDED_PERCENT;
        }
    }

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
            if (target != null && !target.reported) {
                target.statements += ran.statements();
                target.bounded += ran.bounded();
                if (target.statements >= ENOUGH && !target.isBounded()) {
                    confirm(target, findings);
                }
            }
        }
    }

    @Override
    public void conclude(Findings findings) {
        for (Unbounded target : targets.values()) {
            if (!target.reported && target.isBounded()) {
                findings.resolve(found(false, target));
            } else if (!target.reported) {
                confirm(target, findings);
            }
        }
    }

    private void confirm(Unbounded target, Findings findings) {
        target.reported = true;
        findings.add(found(true, target));
    }

    private Found found(boolean sure, Unbounded target) {
        ConnectionConfigured seen = target.seen;
        String url = seen.database().url();
        boolean connect = seen.connectMillis() == 0;
        String message = "Connections have no " + (connect ? "connect timeout and no " : "")
                + "read timeout, so that a lost answer blocks a thread forever";
        Site site = seen.origin().site();
        long at = seen.origin().millis();
        Found found =
                sure ? Found.confirmed(this, site, url, message, at) : Found.suspected(this, site, url, message, at);
        return found.fix(fix(seen.database().product(), connect))
                .evidence("statements", target.statements)
                .evidence("statements-with-timeout", target.bounded);
    }

    /** One sentence in the driver's own words; {@code connect}: how to bound the wait for a connection as well. */
    private static String fix(String product, boolean connect) {
        return switch (product) {
            case "postgresql" ->
                "Add socketTimeout=30&connectTimeout=5 to the URL (in seconds, the first a little above your slowest"
                        + " legitimate query).";
            case "mysql", "mariadb" ->
                "Add socketTimeout=30000" + (connect ? "&connectTimeout=5000" : "")
                        + " to the URL (in milliseconds, the socket timeout a little above your slowest legitimate query).";
            case "sqlserver" ->
                "Add ;socketTimeout=30000 to the URL (in milliseconds, a little above your slowest legitimate query).";
            case "oracle" ->
                "Set the connection properties oracle.jdbc.ReadTimeout=30000 (in milliseconds, a little above your slowest"
                        + " legitimate query) and oracle.net.CONNECT_TIMEOUT=5000.";
            case "h2" ->
                "Add ;NETWORK_TIMEOUT=30000 to the URL (in milliseconds, a little above your slowest legitimate query).";
            default ->
                "Set the driver's socket timeout a little above your slowest legitimate query, and a connect timeout of a"
                        + " few seconds.";
        };
    }
}
