package dev.seaworthy.rule.jdbc;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.ShapeRepeated;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.observation.WorkDone;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Projection;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A request that makes many sequential round trips to the database. */
@RuleSpec(
        id = "jdbc/chatty-request",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.MEDIUM,
        needs = {WorkDone.class, ShapeRepeated.class},
        summary = "Requests that make many round trips to the database",
        fix = "Combine these reads into fewer queries; cache what does not change between requests.")
public final class ChattyRequest implements Rule<JdbcObservation> {
    private static final int MANY = 30;
    private static final int VERY_MANY = 100;
    private static final int ENOUGH_UNITS = 5;
    private static final int SAME = 3;
    private static final int SAME_UNITS = 2;
    private static final int MOST = 1_000;
    private static final int LATEST = 200;

    private final Projection projection;
    private final Map<String, RouteTrips> routes = new HashMap<>();
    private final Map<String, Integer> same = new HashMap<>();

    public ChattyRequest(Surroundings surroundings) {
        projection = Projection.toDatabase(surroundings);
    }

    /** How many round trips the latest requests of one route made. */
    private static final class RouteTrips {
        final Site site;
        long units;
        private final int[] latest = new int[LATEST];
        private int size;
        private int next;

        RouteTrips(Site site) {
            this.site = site;
        }

        /** One request with so many, and {@code quiet} others that made too few to be observed. */
        void add(int trips, int quiet) {
            for (int i = 0; i < Math.min(quiet, LATEST); i++) {
                put(0);
            }
            units += Math.max(0, quiet - LATEST);
            put(trips);
        }

        private void put(int trips) {
            latest[next] = trips;
            next = (next + 1) % LATEST;
            size = Math.min(LATEST, size + 1);
            units++;
        }

        int percentile95() {
            int[] sorted = Arrays.copyOf(latest, size);
            Arrays.sort(sorted);
            return size == 0 ? 0 : sorted[(int) Math.ceil(size * 0.95) - 1];
        }
    }

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        if (seen.origin().phase() != Phase.REQUEST && !isMessage(seen)) {
            return;
        }
        if (seen instanceof WorkDone done) {
            judge(done, findings);
        } else if (seen instanceof ShapeRepeated repeated) {
            judge(repeated, findings);
        }
    }

    private void judge(WorkDone done, Findings findings) {
        String target = target(done, done.route());
        if (!routes.containsKey(target) && routes.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        RouteTrips trips = routes.computeIfAbsent(
                target, any -> new RouteTrips(done.origin().site()));
        // What one loop repeats is jdbc/n-plus-one's to report.
        trips.add(done.roundTrips() - done.repeated(), done.quiet());
        int usual = trips.percentile95();
        if (trips.units < ENOUGH_UNITS || usual < MANY) {
            return;
        }
        String message = (isMessage(done) ? "Messages" : "Requests") + " make " + usual
                + " sequential round trips to the database (95th percentile of " + trips.units
                + (isMessage(done) ? " messages): " : " requests): ") + usual + " × " + projection.text() + " = "
                + projection.wait(usual)
                + " ms of waiting in production, " + Projection.millis(done.jdbcNanos()) + " here";
        Found found = Found.confirmed(
                        this, trips.site, target, message, done.origin().millis())
                .severity(usual >= VERY_MANY ? Severity.HIGH : Severity.MEDIUM)
                .evidence("route", done.route())
                .evidence("units", trips.units);
        findings.add(projection.evidence(found, done.nanos(), usual, done.fastestNanos()));
    }

    private void judge(ShapeRepeated seen, Findings findings) {
        if (seen.bindsVary() || seen.writes() || seen.times() < SAME || seen.paged()) {
            return;
        }
        String key = seen.origin().site().place() + " " + seen.sql();
        boolean full = !same.containsKey(key) && same.size() >= MOST;
        if (full) {
            findings.dropped(this);
        }
        if (full || same.merge(key, 1, Integer::sum) < SAME_UNITS) {
            return;
        }
        String message = "The same query with the same values ran " + seen.times() + " times in one "
                + (isMessage(seen) ? "message" : "request");
        findings.add(Found.of(true, this, seen.origin(), target(seen, seen.route()), message)
                .variant("duplicate-query")
                .severity(Severity.LOW)
                .fix("Run the query once and pass the result on, or cache it for the request.")
                .evidence("sql", seen.sql()));
    }

    private static boolean isMessage(JdbcObservation seen) {
        return seen.origin().unit().kind() == Unit.Kind.MESSAGE;
    }

    private static String target(JdbcObservation seen, String route) {
        return route.isEmpty() ? seen.database().url() : seen.database().url() + " " + route;
    }
}
