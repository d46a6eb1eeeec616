package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionBroken;
import dev.seaworthy.observation.ConnectionRested;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.observation.PoolConfigured.Validation;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.Locale;

/** Idle connections that are used as if a network or a restart could not have cut them. */
@RuleSpec(
        id = "jdbc/no-connection-validation",
        severity = Severity.MEDIUM,
        needs = {ConnectionBroken.class, PoolConfigured.class, ConnectionRested.class},
        summary = "Idle connections used without validation",
        fix = "Let the pool validate connections on borrow; set a maximum lifetime shorter than the idle limits of the"
                + " database and the network.")
public final class NoConnectionValidation implements Rule<JdbcObservation> {

    /** A connection that is kept without a pool and used less often than this may meet a limit of the network. */
    private static final long LONG_SECONDS = 60;

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        if (seen instanceof PoolConfigured pool) {
            settings(pool, findings);
        } else if (seen instanceof ConnectionBroken broken) {
            broken(broken, findings);
        } else if (seen instanceof ConnectionRested rested) {
            long seconds = rested.idleNanos() / 1_000_000_000L;
            String message = "A connection opened without a pool was idle for " + seconds
                    + " s and then used without validation";
            findings.add(Found.of(true, this, rested.origin(), rested.database().url(), message)
                    .fix(
                            "Call isValid before you use an idle connection and open a new one if it returns false, or borrow"
                                    + " from a pool that does so.")
                    .evidence("idle-seconds", seconds));
        }
    }

    private void broken(ConnectionBroken seen, Findings findings) {
        long seconds = seen.idleNanos() / 1_000_000_000L;
        // A connection in constant use that breaks is the network's or the database's fault, and nobody could know.
        if (!seen.pooled() && seconds < LONG_SECONDS) {
            return;
        }
        String message = (seen.pooled() ? "The pool handed out a broken connection" : "A broken connection was used")
                + " without validation after it was idle for " + seconds + " s (SQLState " + seen.sqlState()
                + ")";
        findings.add(Found.of(true, this, seen.origin(), seen.database().url(), message)
                .severity(Severity.HIGH)
                .evidence("sql-state", seen.sqlState())
                .evidence("said", seen.said())
                .evidence("idle-seconds", seconds));
    }

    private void settings(PoolConfigured pool, Findings findings) {
        if (pool.database().embedded()) {
            return;
        }
        String message;
        String fix;
        if (pool.validation() == Validation.NONE) {
            message = "Pool " + pool.name() + " validates its connections neither on borrow nor while they are idle";
            fix = "Let the pool validate connections on borrow (Tomcat testOnBorrow and validationQuery, c3p0"
                    + " testConnectionOnCheckout, Agroal validateOnBorrow, UCP validateConnectionOnBorrow); set"
                    + " a maximum lifetime.";
        } else if (pool.validation() == Validation.AFTER_IDLE && pool.lifetimeMillis() == 0) {
            // Pools that test each time need none; this one trusts what was in use a moment ago, forever.
            message = "Pool " + pool.name()
                    + " never replaces a connection, because its maximum lifetime is switched off";
            fix =
                    "Leave the maximum lifetime at its default of 30 min; otherwise, set it a little below the limits of the"
                            + " database and the network.";
        } else {
            return;
        }
        findings.add(Found.confirmed(
                        this,
                        pool.origin().site(),
                        pool.database().url(),
                        message,
                        pool.origin().millis())
                .fix(fix)
                .evidence("pool", pool.pool())
                .evidence(
                        "validation",
                        pool.validation().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .evidence("max-lifetime-ms", pool.lifetimeMillis()));
    }
}
