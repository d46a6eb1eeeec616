package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.WritesAbandoned;
import dev.seaworthy.observation.WritesScattered;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Several writes that belong together are committed one by one, so that a restart leaves half of them. */
@RuleSpec(
        id = "jdbc/writes-without-transaction",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.MEDIUM,
        needs = {WritesScattered.class, WritesAbandoned.class},
        summary = "Writes to several tables without a transaction",
        fix = "Run these statements in one transaction (@Transactional, or setAutoCommit(false) and commit).")
public final class WritesWithoutTransaction implements Rule<JdbcObservation> {

    private static final int ENOUGH_UNITS = 3;
    private static final int MOST = 1_000;
    private static final int MOST_TABLES = 20;
    /** Stores without transactions over several statements. */
    private static final Set<String> WITHOUT = Set.of("clickhouse", "cassandra", "ch", "hive2", "trino", "presto");

    private static final String FIX_SEQUENCE =
            "Put one transaction around all of it: annotate the method that makes the calls, and call it through its"
                    + " bean.";
    private static final String FIX_ABANDONED =
            "Call commit before you close the connection, or rollback if the writes are not wanted.";

    /** How many units of work, and the last of them: one that writes to four tables is observed three times. */
    private final Map<String, long[]> units = new HashMap<>();
    /** The groups of tables that each line writes. No more lines than in {@link #units}. */
    private final Map<String, Set<String>> written = new HashMap<>();

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        Phase phase = seen.origin().phase();
        boolean counts = phase == Phase.REQUEST || phase == Phase.JOB;
        if (!counts
                || WITHOUT.contains(seen.database().product())
                || Tools.areAtWork(seen.origin().site())) {
            return;
        }
        if (seen instanceof WritesScattered scattered) {
            scattered(scattered, findings);
        } else if (seen instanceof WritesAbandoned abandoned) {
            String message = abandoned.writes() + (abandoned.writes() == 1 ? " write was" : " writes were")
                    + " neither committed nor rolled back before the connection was closed, so the driver decides"
                    + " whether " + (abandoned.writes() == 1 ? "it is" : "they are") + " kept";
            findings.add(found(seen, true, message)
                    .variant("uncommitted-close")
                    .severity(Severity.HIGH)
                    .fix(FIX_ABANDONED)
                    .evidence("writes", abandoned.writes()));
        }
    }

    private void scattered(WritesScattered seen, Findings findings) {
        List<String> tables = Records.without(seen.tables());
        boolean sequence = seen.inTransactions();
        // A job may commit step by step on purpose; and what a library does for itself has no line of the application.
        boolean meant = sequence
                && (seen.origin().phase() != Phase.REQUEST
                        || seen.origin().site().place() == null);
        if (tables.size() < 2 || meant) {
            return;
        }
        String key = seen.origin().site().place() + " " + seen.route();
        if (!units.containsKey(key) && units.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        long[] seenIn = units.computeIfAbsent(key, any -> new long[2]);
        long unit = seen.origin().unit().id();
        seenIn[0] += unit == 0 || unit != seenIn[1] ? 1 : 0;
        seenIn[1] = unit;
        String message = "One " + (seen.origin().phase() == Phase.REQUEST ? "request" : "job") + " writes to "
                + String.join(" and ", tables) + ", and each "
                + (sequence ? "is committed by a transaction of its own" : "statement commits by itself");
        Found found = found(seen, seenIn[0] >= ENOUGH_UNITS, message);
        findings.add((sequence ? found.fix(FIX_SEQUENCE) : found)
                .severity(seen.origin().phase() == Phase.JOB ? Severity.LOW : Severity.MEDIUM)
                .evidence("tables", tables)
                .evidence("all-tables", allTables(seen, tables))
                .evidence("writes", seen.writes())
                .evidence("route", seen.route()));
    }

    /** One helper may write for many routes. */
    private List<String> allTables(WritesScattered seen, List<String> tables) {
        Set<String> all =
                written.computeIfAbsent(String.valueOf(seen.origin().site().place()), any -> new LinkedHashSet<>());
        if (all.size() < MOST_TABLES) {
            all.add(String.join(", ", tables));
        }
        return List.copyOf(all);
    }

    private Found found(JdbcObservation seen, boolean sure, String message) {
        return Found.of(sure, this, seen.origin(), seen.database().url(), message);
    }
}
