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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Several writes that belong together are committed one by one, so that a restart leaves half of them. */
@RuleSpec(
        id = "jdbc/writes-without-transaction",
        severity = Severity.MEDIUM,
        needs = {WritesScattered.class, WritesAbandoned.class},
        summary = "Writes to several tables without a transaction",
        fix = "Run these statements in one transaction (@Transactional, or setAutoCommit(false) and commit).")
public final class WritesWithoutTransaction implements Rule<JdbcObservation> {

    private static final int ENOUGH_UNITS = 3;
    private static final int MOST = 1_000;
    /** Lines in them stand for themselves. */
    private static final String[] RECORDS = {"log", "audit", "event", "outbox", "history", "journal"};
    /** Stores without transactions over several statements. */
    private static final Set<String> WITHOUT = Set.of("clickhouse", "cassandra", "ch", "hive2", "trino", "presto");

    private static final String FIX_ABANDONED =
            "Call commit before you close the connection, or rollback if the writes are not wanted.";

    /** How many units of work, and the last of them: one that writes to four tables is observed three times. */
    private final Map<String, long[]> units = new HashMap<>();

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
            String message =
                    abandoned.writes() + " writes were neither committed nor rolled back before the connection was"
                            + " closed, so the driver decides whether they are kept";
            findings.add(found(seen, true, message)
                    .variant("uncommitted-close")
                    .severity(Severity.HIGH)
                    .fix(FIX_ABANDONED)
                    .evidence("writes", abandoned.writes()));
        }
    }

    private void scattered(WritesScattered seen, Findings findings) {
        List<String> tables =
                seen.tables().stream().filter(table -> !isRecord(table)).toList();
        if (tables.size() < 2) {
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
                + String.join(" and ", tables) + ", and each statement commits by itself";
        findings.add(found(seen, seenIn[0] >= ENOUGH_UNITS, message)
                .severity(seen.origin().phase() == Phase.JOB ? Severity.LOW : Severity.MEDIUM)
                .evidence("tables", tables)
                .evidence("writes", seen.writes())
                .evidence("route", seen.route()));
    }

    private Found found(JdbcObservation seen, boolean sure, String message) {
        return Found.of(sure, this, seen.origin(), seen.database().url(), message);
    }

    private static boolean isRecord(String table) {
        for (String part : RECORDS) {
            if (table.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
