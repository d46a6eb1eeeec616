package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.RowsRead;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import org.jspecify.annotations.Nullable;

/** A request reads so many rows that the table's size decides, not the page's. */
@RuleSpec(
        id = "jdbc/unbounded-result",
        severity = Severity.MEDIUM,
        needs = RowsRead.class,
        summary = "Requests that load a whole table",
        fix = "Page the result (LIMIT, and a key to continue from), or stream the rows with a fetch size.")
public final class UnboundedResult implements Rule<RowsRead> {

    private static final int MANY = 1_000;
    private static final int VERY_MANY = 10_000;
    private static final String STREAMED =
            "Keep it if it is an export on purpose, because its rows are streamed; else page the result (LIMIT, and a"
                    + " key to continue from).";

    @Override
    public void inspect(RowsRead seen, Findings findings) {
        if (seen.origin().phase() != Phase.REQUEST) {
            return;
        }
        boolean streams = streams(seen);
        if (seen.rows() >= (seen.limited() ? VERY_MANY : MANY)) {
            String message = "A request read " + seen.rows() + " rows with one query"
                    + (seen.limited() ? ", although the query has a limit" : "")
                    + (streams ? "" : buffered(seen));
            Found found = found(
                            Found.of(true, this, seen.origin(), seen.database().url(), message), seen)
                    .severity(streams ? Severity.LOW : severity(seen));
            String fix = streams ? STREAMED : seen.fetchSize() == 0 || seen.paged() ? null : toPage(seen);
            findings.add(fix == null ? found : found.fix(fix));
        } else if (!seen.limited() && !seen.filtered() && seen.rowsBefore() > 0 && seen.rows() > seen.rowsBefore()) {
            String message = "A query without WHERE and LIMIT returned " + seen.rows() + " rows, up from "
                    + seen.rowsBefore() + ": the result grows with the table";
            findings.add(
                    found(Found.of(false, this, seen.origin(), seen.database().url(), message), seen));
        }
    }

    private static Severity severity(RowsRead seen) {
        return seen.rows() >= VERY_MANY && !seen.limited() ? Severity.HIGH : Severity.MEDIUM;
    }

    private static Found found(Found found, RowsRead seen) {
        return found.evidence("sql", seen.sql()).evidence("rows", seen.rows()).evidence("fetch-size", seen.fetchSize());
    }

    /** Rows come in pages that are small next to the whole. */
    private static boolean streams(RowsRead seen) {
        // Connector/J streams row by row with Integer.MIN_VALUE.
        return seen.paged()
                && (seen.fetchSize() == Integer.MIN_VALUE
                        || seen.fetchSize() > 0 && seen.fetchSize() * 2L <= seen.rows());
    }

    private static String buffered(RowsRead seen) {
        boolean known = toPage(seen) != null || seen.database().product().equals("mariadb");
        if (!known || seen.paged()) {
            return "";
        }
        if (seen.fetchSize() == 0) {
            return "; without a fetch size the driver holds all of them in memory";
        }
        String why = !seen.database().product().equals("postgresql")
                ? "the driver opens no cursor without useCursorFetch=true"
                : seen.autoCommit() ? "autocommit was on" : "the cursor was not forward-only";
        return "; the fetch size of " + seen.fetchSize() + " has no effect: " + why
                + ", so the driver holds all rows in memory";
    }

    /** What makes a fetch size take effect; null where any does. */
    private static @Nullable String toPage(RowsRead seen) {
        return switch (seen.database().product()) {
            case "postgresql" ->
                "Call setAutoCommit(false) before the query, with a forward-only cursor, so that the fetch size takes"
                        + " effect, or page the result.";
            case "mysql" ->
                "Set useCursorFetch=true in the URL, or a fetch size of Integer.MIN_VALUE, so that rows are streamed,"
                        + " or page the result.";
            default -> null;
        };
    }
}
