package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.RemoteCalled;
import dev.seaworthy.observation.TransactionEnded;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A remote service is called while a connection or a transaction is held: its slowness empties the pool. */
@RuleSpec(
        id = "jdbc/remote-call-in-transaction",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = {RemoteCalled.class, TransactionEnded.class},
        summary = "Remote calls while a transaction is open or a connection is held",
        fix = "Make the call before the transaction or after it; an outbox sends it after the commit.")
public final class RemoteCallInTransaction implements Rule<JdbcObservation> {

    private static final int ENOUGH_UNITS = 2;
    private static final int MOST = 1_000;
    private static final int MOST_UNITS = 64;
    /** What a sidecar for secrets or policies takes. */
    private static final long NEAR_NANOS = 2_000_000;

    private static final long IDLE_NANOS = 500_000_000;
    /** A client without a limit of its own is assumed to wait so long. */
    private static final int PATIENCE_SECONDS = 30;

    private static final String FIX_IDLE =
            "Do the slow work before the transaction begins, and keep in it only what must be atomic.";
    private static final String FIX_ROLLED_BACK =
            "Send it after the commit, through an outbox table or an idempotent after-commit callback.";

    private final Map<String, Set<Long>> units = new HashMap<>();
    private final Map<String, Long> quickest = new HashMap<>();
    private long anonymous;

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        Phase phase = seen.origin().phase();
        if (phase != Phase.REQUEST && phase != Phase.JOB
                || Tools.areAtWork(seen.origin().site())) {
            return;
        }
        if (seen instanceof RemoteCalled called) {
            called(called, findings);
        } else if (seen instanceof TransactionEnded ended) {
            if (!ended.committed() && !ended.changed().isEmpty()) {
                String message = "The transaction was rolled back, but what it sent to "
                        + String.join(", ", ended.changed()) + " was not";
                add(ended, "rolled-back-side-effect", Severity.HIGH, message, FIX_ROLLED_BACK, findings);
            }
            if (ended.idleNanos() >= IDLE_NANOS) {
                String message = "A transaction was open for " + ended.nanos() / 1_000_000 + " ms and spent "
                        + ended.idleNanos() / 1_000_000 + " ms of that outside the database";
                add(ended, "idle", Severity.MEDIUM, message, FIX_IDLE, findings);
            }
        }
    }

    private void called(RemoteCalled called, Findings findings) {
        String key = called.origin().site().place() + called.remote();
        quickest.keySet().removeIf(any -> quickest.size() > MOST);
        long fastest = quickest.merge(key, called.nanos(), Math::min);
        Found found = found(called, message(called), findings);
        // The first call of all is slow anywhere.
        boolean near = called.loopback() && (fastest < NEAR_NANOS || !found.isConfirmed());
        findings.add(found.variant(called.inTransaction() ? "in-transaction" : "held")
                .severity(near ? Severity.LOW : called.inTransaction() ? Severity.HIGH : Severity.MEDIUM)
                .fix(fix(called))
                .evidence("remote", called.remote())
                .evidence("took-ms", called.nanos() / 1_000_000)
                .evidence("borrowed-at", called.borrowed())
                .evidence("pool-max", called.most()));
    }

    private static String message(RemoteCalled called) {
        String pool = called.most() > 0
                ? "; " + called.most() + " such calls that wait " + PATIENCE_SECONDS + " s each exhaust the pool of "
                        + called.most()
                : "";
        return "A call to " + called.remote() + " took " + called.nanos() / 1_000_000 + " ms while "
                + (called.inTransaction() ? "a transaction was open" : "a connection was held") + pool;
    }

    private static String fix(RemoteCalled called) {
        return called.inTransaction()
                ? "Make the call before the transaction or after it; an outbox sends it after the commit."
                : "Close the connection before the call (Spring: spring.jpa.open-in-view=false), or make the call first.";
    }

    private void add(
            TransactionEnded ended, String variant, Severity severity, String message, String fix, Findings findings) {
        findings.add(found(ended, message, findings)
                .variant(variant)
                .severity(severity)
                .fix(fix)
                .evidence("open-ms", ended.nanos() / 1_000_000)
                .evidence("outside-jdbc-ms", ended.idleNanos() / 1_000_000)
                .evidence("changed", ended.changed()));
    }

    private Found found(JdbcObservation seen, String message, Findings findings) {
        return Found.of(
                isRepeated(seen, findings), this, seen.origin(), seen.database().url(), message);
    }

    private boolean isRepeated(JdbcObservation seen, Findings findings) {
        String key = seen.origin().site().place() + " " + seen.getClass().getSimpleName();
        if (!units.containsKey(key) && units.size() >= MOST) {
            findings.dropped(this);
            return false;
        }
        Set<Long> here = units.computeIfAbsent(key, any -> new HashSet<>());
        if (here.size() < MOST_UNITS) {
            long unit = seen.origin().unit().id();
            here.add(unit > 0 ? unit : --anonymous);
        }
        return here.size() >= ENOUGH_UNITS;
    }
}
