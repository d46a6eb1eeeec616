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
        needs = {RemoteCalled.class, TransactionEnded.class},
        summary = "Remote calls while a database transaction or connection is held",
        fix = "Move the call before the transaction, or after its commit (an outbox makes that safe).")
public final class RemoteCallInTransaction implements Rule<JdbcObservation> {

    private static final int ENOUGH_UNITS = 2;
    private static final int MOST = 1_000;
    private static final int MOST_UNITS = 64;
    /** What a sidecar for secrets or policies takes. */
    private static final long NEAR_NANOS = 2_000_000;

    private static final long IDLE_NANOS = 500_000_000;

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
                tell(ended, "rolled-back-side-effect", Severity.HIGH, RemoteCallText.rolledBack(ended), findings);
            }
            if (ended.idleNanos() >= IDLE_NANOS) {
                tell(ended, "idle", Severity.MEDIUM, RemoteCallText.idle(ended), findings);
            }
        }
    }

    private void called(RemoteCalled called, Findings findings) {
        String key = called.origin().site().place() + called.remote();
        quickest.keySet().removeIf(any -> quickest.size() > MOST);
        long fastest = quickest.merge(key, called.nanos(), Math::min);
        Found found = found(called, RemoteCallText.message(called), findings);
        // The first call of all is slow anywhere.
        boolean near = called.loopback() && (fastest < NEAR_NANOS || !found.isConfirmed());
        findings.add(found.variant(called.inTransaction() ? "in-transaction" : "held")
                .severity(near ? Severity.LOW : called.inTransaction() ? Severity.HIGH : Severity.MEDIUM)
                .fix(RemoteCallText.fix(called))
                .evidence("remote", called.remote())
                .evidence("took-ms", called.nanos() / 1_000_000)
                .evidence("borrowed-at", called.borrowed())
                .evidence("pool-max", called.most()));
    }

    private void tell(TransactionEnded ended, String variant, Severity severity, String message, Findings findings) {
        findings.add(found(ended, message, findings)
                .variant(variant)
                .severity(severity)
                .fix(RemoteCallText.fix(variant))
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
