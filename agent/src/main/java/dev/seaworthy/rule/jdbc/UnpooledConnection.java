package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionClosed;
import dev.seaworthy.observation.ConnectionKept;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionReused;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.PoolBuilt;
import dev.seaworthy.observation.PoolLived;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;

/** Physical connections that are opened for one unit of work each and then thrown away. */
@RuleSpec(
        id = "jdbc/unpooled-connection",
        severity = Severity.BLOCKER,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = {
            ConnectionOpened.class,
            ConnectionClosed.class,
            ConnectionReused.class,
            ConnectionKept.class,
            PoolBuilt.class,
            PoolLived.class
        },
        summary = "Connections opened without a pool",
        fix = "Create one pooled DataSource (such as HikariCP) at startup; borrow connections from it instead of"
                + " opening one per request.")
public final class UnpooledConnection implements Rule<JdbcObservation> {

    static final long WINDOW_MILLIS = 60_000;
    static final int OPENS = 5;
    /** So many of a program that serves nobody and has just begun: a tool may open a few and end. */
    static final int OPENS_OF_TOOL = 12;

    static final int UNITS = 3;
    static final int ENDS = 3;
    static final int SINGLE_PERCENT = 80;

    /** So many were opened after an earlier one had been thrown away, which could have served: a pool that fills has none. */
    static final int IN_VAIN = 2;

    /** A place whose connections are used again at least once in so many is a pool, of whatever name. */
    static final int SINGLE_FOR_EACH_REUSED = 20;

    static final int POOLS_OPEN = 3;
    static final int POOLS_IN_REQUESTS = 2;
    static final int POOLS_IN_JOBS = 5;

    private static final int MOST_TARGETS = 256;

    private final Map<String, Openings> targets = new HashMap<>();
    private final PoolsBuilt pools = new PoolsBuilt(this);

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        pools.judge(seen.origin().millis(), false, findings);
        if (seen instanceof PoolBuilt built) {
            pools.built(built, findings);
            Openings openings = targets.get(key(built.database()));
            ConnectionOpened opened = openings == null ? null : openings.pooled(built);
            if (opened != null) {
                findings.resolve(suspected(opened, "A pool opened the connection"));
            }
            return;
        }
        if (seen instanceof PoolLived lived) {
            pools.lived(lived);
            return;
        }
        Database database = seen.database();
        String key = key(database);
        boolean full = targets.size() >= MOST_TARGETS && !targets.containsKey(key);
        if (full) {
            findings.dropped(this); // counted, among others
        }
        Openings openings = targets.computeIfAbsent(full ? "others" : key, any -> new Openings(database));
        if (seen instanceof ConnectionOpened opened) {
            suspect(opened, openings.opened(opened), openings, findings);
            confirm(openings, opened.origin().millis(), findings);
        } else if (seen instanceof ConnectionClosed closed) {
            openings.closed(closed);
            confirm(openings, closed.origin().millis(), findings);
        } else if (seen instanceof ConnectionKept kept) {
            openings.kept(kept);
            confirm(openings, kept.origin().millis(), findings);
        } else if (seen instanceof ConnectionReused reused && openings.reused(reused)) {
            resolve(openings, reused, findings);
        }
    }

    @Override
    public void conclude(Findings findings) {
        for (Openings openings : targets.values()) {
            openings.judge(openings.lastMillis());
            report(openings, openings.lastMillis(), findings);
        }
        pools.judge(Long.MAX_VALUE, true, findings);
    }

    /** The first one that a request opens without a pool has the shape; what happens to it will show. */
    private void suspect(ConnectionOpened seen, Openings.Place place, Openings openings, Findings findings) {
        if (seen.origin().phase() == Phase.REQUEST
                && seen.how() == ConnectionOpened.Opener.DIRECT
                && openings.counts(place)
                && place.suspect()) {
            findings.add(suspected(seen, "A request opened its own connection"));
        }
    }

    private void resolve(Openings openings, ConnectionReused seen, Findings findings) {
        if (openings.isHarmless()) {
            findings.resolve(suspected(seen, "The connections are reused"));
        }
    }

    private void confirm(Openings openings, long millis, Findings findings) {
        if (openings.isAgainst(millis)) {
            report(openings, millis, findings);
        }
    }

    private void report(Openings openings, long millis, Findings findings) {
        for (Openings.Place place : openings.unreported()) {
            findings.add(openings.verdict(this, place, millis));
        }
    }

    private static String key(Database database) {
        return database.url() + " " + database.user();
    }

    private Found suspected(JdbcObservation seen, String message) {
        return Found.suspected(
                        this,
                        seen.origin().site(),
                        seen.database().url(),
                        message,
                        seen.origin().millis())
                .anywhere()
                .severity(Severity.MEDIUM);
    }
}
