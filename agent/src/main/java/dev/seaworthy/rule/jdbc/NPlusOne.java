package dev.seaworthy.rule.jdbc;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.ShapeRepeated;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Projection;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;

/** A loop asks the database once for each row of an earlier query, or writes its rows one by one. */
@RuleSpec(
        id = "jdbc/n-plus-one",
        severity = Severity.HIGH,
        needs = ShapeRepeated.class,
        needsPlace = true,
        summary = "One query per row of another query",
        fix = "Fetch the children in one query (a join, an IN list, a batch size) instead of one by one in a loop.")
public final class NPlusOne implements Rule<ShapeRepeated> {

    private static final int ENOUGH = 10;
    private static final int ENOUGH_IN_JOBS = 200;
    private static final int ENOUGH_UNITS = 2;
    private static final int MEDIUM_MILLIS = 15;
    private static final int HIGH_MILLIS = 100;
    private static final int MOST = 2_000;

    private final Projection projection;
    /** Units of work by place and shape. */
    private final Map<String, Integer> units = new HashMap<>();

    public NPlusOne(Surroundings surroundings) {
        projection = Projection.toDatabase(surroundings);
    }

    @Override
    public void inspect(ShapeRepeated seen, Findings findings) {
        Phase phase = seen.origin().phase();
        boolean job = phase == Phase.JOB;
        boolean grows = !seen.writes() && seen.rowsBefore() > 0 && Math.abs(seen.rowsBefore() - seen.times()) <= 1;
        // One message that loops over the rows it read is as bad as a request; other loops may be what it was sent for.
        boolean many = seen.times() >= ENOUGH && (!job || isMessage(seen) && grows) || seen.times() >= ENOUGH_IN_JOBS;
        if (phase != Phase.REQUEST && !job
                || !many
                || !seen.bindsVary()
                || Tools.areAtWork(seen.origin().site())) {
            return;
        }
        if (!seen.writes()
                && (seen.paged()
                        || seen.sqlBefore() == null
                        || seen.origin().site().place() == null)) {
            return;
        }
        String key = seen.origin().site().place() + " " + seen.sql();
        boolean known = units.containsKey(key) || units.size() < MOST;
        if (!known) {
            findings.dropped(this);
        }
        int seenIn = known ? units.merge(key, 1, Integer::sum) : 1;
        Found found = Found.of(
                grows || seenIn >= ENOUGH_UNITS,
                this,
                seen.origin(),
                seen.database().url(),
                message(seen, grows));
        found.severity(severity(seen, grows, job))
                .fix(Remedy.of(seen))
                .evidence("sql", seen.sql())
                .evidence("times", seen.times());
        if (!seen.route().isEmpty()) {
            found.evidence("route", seen.route());
        }
        if (seen.sqlBefore() != null && !seen.writes()) {
            found.evidence("query-before", seen.sqlBefore()).evidence("rows-before", seen.rowsBefore());
        }
        projection.evidence(found, seen.nanos(), seen.times(), seen.fastestNanos());
        findings.add(seen.writes() ? found.variant("write-loop") : found);
    }

    private String message(ShapeRepeated seen, boolean grows) {
        String what = "One " + (isMessage(seen) ? "message" : seen.origin().phase() == Phase.JOB ? "job" : "request")
                + " ran " + seen.times() + (seen.writes() ? " writes" : " queries") + " of the same shape";
        return what + ": " + seen.times() + " × " + projection.text() + " = " + projection.wait(seen.times())
                + " ms of waiting in production, " + Projection.millis(seen.nanos()) + " here"
                + (grows
                        ? "; one per row of the previous query (" + seen.rowsBefore()
                                + " rows), so the number grows with the data"
                        : "");
    }

    private static boolean isMessage(ShapeRepeated seen) {
        return seen.origin().unit().kind() == Unit.Kind.MESSAGE;
    }

    /** The bound of a loop over rows is the table, not this page: one step worse. */
    private Severity severity(ShapeRepeated seen, boolean grows, boolean job) {
        long more = projection.wait(seen.times() - 1);
        Severity severity =
                more >= HIGH_MILLIS ? Severity.HIGH : more >= MEDIUM_MILLIS ? Severity.MEDIUM : Severity.LOW;
        if (grows && severity != Severity.HIGH) {
            severity = severity == Severity.LOW ? Severity.MEDIUM : Severity.HIGH;
        }
        return job && severity == Severity.HIGH ? Severity.MEDIUM : severity;
    }
}
