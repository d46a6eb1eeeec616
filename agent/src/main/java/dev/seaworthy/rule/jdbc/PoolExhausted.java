package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.BorrowWaited;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests and jobs queue for a connection, or would wait for one for ever. */
@RuleSpec(
        id = "jdbc/pool-exhausted",
        severity = Severity.HIGH,
        needs = {BorrowWaited.class, PoolConfigured.class},
        summary = "Requests or jobs wait for a connection of an exhausted pool, or would wait for ever",
        fix = "Shorten how long a connection is held before raising the pool's size, and set an acquire timeout of 1 to"
                + " 5 s.")
public final class PoolExhausted implements Rule<JdbcObservation> {

    private static final int ENOUGH = 3;
    private static final int MOST = 1_000;

    /** Who waited, by pool. */
    private final Map<String, Waiters> waits = new HashMap<>();

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        if (seen instanceof PoolConfigured pool) {
            waitsForever(pool, findings);
        } else if (seen instanceof BorrowWaited waited && waited.origin().phase() != Phase.SHUTDOWN) {
            waited(waited, findings);
        }
    }

    private void waited(BorrowWaited seen, Findings findings) {
        String key = seen.pool() + " " + seen.database().url();
        if (!waits.containsKey(key) && waits.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        Waiters recent = waits.computeIfAbsent(key, any -> new Waiters());
        recent.take(seen.origin());
        boolean sure = seen.timedOut() || recent.count() >= ENOUGH;
        String holder = seen.holders().isEmpty()
                ? ""
                : seen.holders().keySet().iterator().next();
        String message = (seen.timedOut()
                        ? "A " + Waiters.one(seen.origin()) + " got no connection"
                        : recent.counted() + " waited for a connection")
                + " although none was being opened, this one for " + seen.nanos() / 1_000_000 + " ms"
                + (seen.most() > 0 ? "; the pool's maximum is " + seen.most() : "")
                + (holder.isEmpty() ? "" : "; most are held at " + holder);
        // Who waits is the victim; the pool is one, whoever asks it.
        Found found = Found.of(sure, this, seen.origin(), seen.database().url(), message)
                .evidence("pool", seen.pool())
                .evidence("pool-max", seen.most())
                .evidence("waited-ms", seen.nanos() / 1_000_000)
                .evidence("holders", new LinkedHashMap<>(seen.holders()));
        findings.add(
                holder.isEmpty()
                        ? found
                        : found.fix("Shorten how long " + holder
                                + " holds the connection before raising the pool's size."));
    }

    private void waitsForever(PoolConfigured pool, Findings findings) {
        if (pool.acquireMillis() != 0
                || pool.maximum() == PoolConfigured.ENDLESS
                || pool.database().embedded()) {
            return;
        }
        String size = pool.maximum() > 0 ? " of " + pool.maximum() : "";
        findings.add(Found.confirmed(
                        this,
                        pool.origin().site(),
                        pool.database().url(),
                        "Whoever finds pool " + pool.name() + size + " empty waits for a connection for ever",
                        pool.origin().millis())
                .severity(Severity.MEDIUM)
                .variant("waits-forever")
                .fix("Set an acquire timeout of 1 to 5 s (DBCP maxWait, Druid maxWait, c3p0 checkoutTimeout, Agroal"
                        + " acquisitionTimeout), so that an exhausted pool fails fast.")
                .evidence("pool", pool.pool())
                .evidence("maximum", pool.maximum()));
    }
}
