package dev.seaworthy.rule.jdbc;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pool size times replicas is more than the database accepts, so that scaling out breaks it. */
@RuleSpec(
        id = "jdbc/pool-exceeds-db-limit",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.MEDIUM,
        needs = PoolConfigured.class,
        summary = "The pools of all replicas together exceed the database's limit",
        fix =
                "Lower the pool's maximum, or put a pooler in front; all replicas together must fit within the database's limit.")
public final class PoolExceedsDbLimit implements Rule<PoolConfigured> {

    private static final int MOST = 256;

    private final Surroundings surroundings;
    /** Where the pool was built that was one too many, by application and server. */
    private final Map<String, Known> exceeded = new HashMap<>();

    private record Known(Site site, String target) {}

    public PoolExceedsDbLimit(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(PoolConfigured seen, Findings findings) {
        Database database = seen.database();
        if (database.embedded() || seen.together().isEmpty()) {
            return;
        }
        Capacity capacity = Capacity.of(database, seen.together().values(), surroundings);
        if (capacity == null || !capacity.isExceeded()) {
            return;
        }
        // A further pool makes the same thing worse: one finding, where it began.
        String server = seen.application() + " " + database.product() + " "
                + (database.host() == null ? database.url() : database.host() + ":" + database.port());
        Known known = exceeded.get(server);
        if (known == null) {
            known = new Known(seen.origin().site(), database.url());
            if (exceeded.size() < MOST) {
                exceeded.put(server, known);
            } else {
                findings.dropped(this);
            }
        }
        boolean pooled = Poolers.standBefore(database);
        String pools = seen.together().size() == 1
                ? "Pool " + seen.name()
                : seen.together().size() + " pools for this server";
        Found found = Found.confirmed(
                        this,
                        known.site,
                        known.target,
                        capacity.sentence(pools)
                                + (pooled ? "; the limits that count are those of the pooler in front of it" : ""),
                        seen.origin().millis())
                .severity(severity(capacity, pooled))
                .fix(fix(capacity, seen.together().size()))
                .evidence("pools", new LinkedHashMap<>(seen.together()));
        findings.add(capacity.evidence(found));
    }

    private static Severity severity(Capacity capacity, boolean pooled) {
        if (pooled) {
            return Severity.INFO;
        }
        return capacity.fits() == 0 && !capacity.guessed() ? Severity.BLOCKER : Severity.HIGH;
    }

    private static String fix(Capacity capacity, int pools) {
        long share = capacity.share();
        if (share == 0) {
            return "Put a pooler such as PgBouncer in front of the database, or raise its limit, because not even one"
                    + " connection per replica fits.";
        }
        return (pools == 1 ? "Lower the pool's maximum to about " : "Lower the pools' maxima to about ") + share
                + (pools == 1 ? "" : " together") + ", or put a pooler in front.";
    }
}
