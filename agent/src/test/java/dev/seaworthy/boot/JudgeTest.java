package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Again;
import dev.seaworthy.observation.ConnectionReused;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.EventLogged;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private final Counts seen = new Counts();
    private final Counts errors = new Counts();
    private final Noting noting = new Noting();
    private final Units units = new Units((where, more) -> {});
    private final Counts dropped = new Counts();
    private final Counts unplaced = new Counts();
    private final Nowhere nowhere = new Nowhere();
    private final Judge judge =
            new Judge(List.of(new Failing(), new Full(), noting), units, nowhere, seen, errors, dropped, unplaced);

    @Test
    void counts_what_a_rule_could_not_place_that_needs_a_place() {
        Judge placing = new Judge(List.of(new Placing()), units, nowhere, seen, errors, dropped, unplaced);
        Place library = new Place("net.pool.Pool", "open", "Pool.java", 7);

        placing.take(reusedAt(new Site(null, false, List.of(library))), Nature.Kind.SERVER);
        placing.take(reusedAt(new Site(library, true, List.of(library))), Nature.Kind.SERVER);
        placing.take(reusedAt(Site.UNKNOWN), Nature.Kind.SERVER);

        assertThat(unplaced.all()).containsExactly(Map.entry("jdbc.reuse", 1L));
    }

    @Test
    void tells_a_plain_programs_first_steps_as_its_work() {
        judge.take(reused(Phase.STARTUP), Nature.Kind.UNKNOWN);
        assertThat(noting.phases).isEmpty();

        judge.release(Nature.Kind.PLAIN, false);

        assertThat(noting.phases).containsExactly(Phase.JOB);
    }

    @Test
    void tells_a_servers_first_steps_as_start_up() {
        judge.take(reused(Phase.STARTUP), Nature.Kind.UNKNOWN);
        judge.take(reused(Phase.REQUEST), Nature.Kind.SERVER);

        assertThat(noting.phases).containsExactly(Phase.STARTUP, Phase.REQUEST);
    }

    @Test
    void tells_what_a_server_does_on_a_connection_without_a_visible_request_as_its_work_at_the_end() {
        judge.take(reused(Phase.STARTUP), Nature.Kind.SERVER);
        assertThat(noting.phases).containsExactly(Phase.STARTUP);

        units.accepted();
        judge.take(reusedNow(), Nature.Kind.SERVER);
        assertThat(noting.phases).hasSize(1);
        judge.release(Nature.Kind.SERVER, true);

        assertThat(noting.phases).containsExactly(Phase.STARTUP, Phase.JOB);
    }

    @Test
    void tells_a_servers_first_steps_as_start_up_once_a_connection_shows_a_request() {
        units.accepted();
        judge.take(reusedNow(), Nature.Kind.SERVER);
        units.begin(Unit.Kind.REQUEST, false, true);
        units.end();
        judge.release(Nature.Kind.SERVER, false);

        assertThat(noting.phases).containsExactly(Phase.STARTUP);
    }

    @Test
    void lets_nothing_overtake_what_waits() {
        judge.take(reused(Phase.STARTUP), Nature.Kind.UNKNOWN);
        judge.take(reused(Phase.SHUTDOWN), Nature.Kind.UNKNOWN);
        assertThat(noting.phases).isEmpty();

        judge.release(Nature.Kind.PLAIN, true);

        assertThat(noting.phases).containsExactly(Phase.JOB, Phase.SHUTDOWN);
    }

    @Test
    void keeps_nothing_waiting_that_cannot_be_start_up_where_there_is_no_more_room() {
        for (int i = 0; i < 6_000; i++) {
            judge.take(reused(Phase.STARTUP), Nature.Kind.UNKNOWN);
        }
        assertThat(dropped.get("held")).isEqualTo(1_000);

        judge.take(reused(Phase.REQUEST), Nature.Kind.UNKNOWN);

        assertThat(noting.phases).containsExactly(Phase.REQUEST);
    }

    @Test
    void leaves_log_events_of_a_plain_program_alone() {
        judge.take(new EventLogged(origin(Phase.STARTUP), "logback", 1), Nature.Kind.PLAIN);

        assertThat(noting.phases).containsExactly(Phase.STARTUP);
    }

    @Test
    void a_failing_rule_is_counted_and_harms_no_other() {
        judge.take(reused(Phase.REQUEST), Nature.Kind.SERVER);

        assertThat(noting.phases).containsExactly(Phase.REQUEST);
        assertThat(errors.get("log/failing")).isEqualTo(1);
        assertThat(judge.takeLast()).hasMessage("on purpose");
        assertThat(judge.takeLast()).isNull();
        assertThat(seen.get("jdbc.reuse")).isEqualTo(1);
    }

    @Test
    void what_a_rule_drops_is_counted_by_its_name() {
        judge.take(reused(Phase.REQUEST), Nature.Kind.SERVER);
        judge.take(new Again(reused(Phase.REQUEST), 41, 5_000), Nature.Kind.SERVER);

        assertThat(dropped.all()).containsExactly(Map.entry("log/full", 2L));
    }

    @Test
    void what_was_seen_again_counts_as_often_as_it_was_seen() {
        judge.take(reused(Phase.REQUEST), Nature.Kind.SERVER);
        judge.take(new Again(reused(Phase.REQUEST), 41, 5_000), Nature.Kind.SERVER);

        assertThat(nowhere.occurrences).isEqualTo(42);
        assertThat(nowhere.last).isEqualTo(5_000);
        assertThat(seen.get("jdbc.reuse")).isEqualTo(42);
    }

    @Test
    void what_was_seen_again_waits_as_that_does_which_it_repeats() {
        judge.take(reused(Phase.STARTUP), Nature.Kind.UNKNOWN);
        judge.take(new Again(reused(Phase.STARTUP), 9, 5_000), Nature.Kind.UNKNOWN);
        assertThat(noting.phases).isEmpty();

        judge.release(Nature.Kind.PLAIN, false);

        assertThat(noting.phases).containsExactly(Phase.JOB, Phase.JOB);
        assertThat(nowhere.occurrences).isEqualTo(10);
    }

    @Test
    void what_is_found_where_it_was_seen_was_found_in_that_unit_of_work() {
        Place dao = new Place("com.acme.Dao", "find", "Dao.java", 7);
        Place other = new Place("com.acme.Other", "find", "Other.java", 8);
        Judge at = new Judge(List.of(new At(dao), new At(other)), units, nowhere, seen, errors, dropped, unplaced);
        Unit request = new Unit(1, Unit.Kind.REQUEST, false, "GET /orders/{}");
        ConnectionReused somewhere = reused(Phase.REQUEST);
        Origin origin = new Origin(0, Phase.REQUEST, request, new Site(dao, true, List.of(dao)), 1);

        at.take(new ConnectionReused(origin, somewhere.database(), 1), Nature.Kind.SERVER);
        at.take(new Again(new ConnectionReused(origin, somewhere.database(), 1), 3, 5_000), Nature.Kind.SERVER);
        at.take(reusedAt(new Site(dao, true, List.of(dao))), Nature.Kind.SERVER);

        assertThat(nowhere.routes).containsExactly("GET /orders/{}", "", "GET /orders/{}", "", "", "");
        assertThat(Found.of(true, noting, origin, "", "Seen").route()).isEqualTo("GET /orders/{}");
        assertThat(Found.of(true, noting, origin, "", "Seen").seenIn("GET /").route())
                .isEqualTo("GET /orders/{}");
    }

    private static ConnectionReused reused(Phase phase) {
        return new ConnectionReused(
                origin(phase),
                new Database("jdbc:x://db/shop", "x", "db", 0, "shop", "app", false, false, false, null),
                1);
    }

    private static Observation reusedAt(Site site) {
        ConnectionReused somewhere = reused(Phase.REQUEST);
        return new ConnectionReused(
                new Origin(0, Phase.REQUEST, Unit.NONE, site, 1), somewhere.database(), somewhere.connection());
    }

    private static Observation reusedNow() {
        ConnectionReused early = reused(Phase.STARTUP);
        return new ConnectionReused(
                new Origin(System.currentTimeMillis(), Phase.STARTUP, Unit.NONE, Site.UNKNOWN, 1),
                early.database(),
                early.connection());
    }

    private static Origin origin(Phase phase) {
        return new Origin(0, phase, Unit.NONE, Site.UNKNOWN, 1);
    }

    @RuleSpec(
            id = "log/full",
            severity = Severity.LOW,
            needs = ConnectionReused.class,
            summary = "Has room for nothing",
            fix = "None.")
    private static final class Full implements Rule<ConnectionReused> {
        @Override
        public void inspect(ConnectionReused seen, Findings findings) {
            findings.dropped(this);
        }
    }

    @RuleSpec(
            id = "log/failing",
            severity = Severity.LOW,
            needs = {ConnectionReused.class},
            summary = "Fails",
            fix = "Do nothing.")
    private static final class Failing implements Rule<ConnectionReused> {
        @Override
        public void inspect(ConnectionReused seen, Findings findings) {
            throw new IllegalStateException("on purpose");
        }
    }

    @RuleSpec(
            id = "log/noting",
            severity = Severity.LOW,
            needs = {ConnectionReused.class, EventLogged.class},
            summary = "Notes",
            fix = "Do nothing.")
    private static final class Noting implements Rule<Observation> {
        final List<Phase> phases = new ArrayList<>();

        @Override
        public void inspect(Observation seen, Findings findings) {
            phases.add(seen.origin().phase());
            findings.add(Found.of(true, this, seen.origin(), "", "Seen"));
        }
    }

    @RuleSpec(
            id = "log/placing",
            severity = Severity.LOW,
            needs = {ConnectionReused.class},
            needsPlace = true,
            summary = "Places",
            fix = "Do nothing.")
    private static final class Placing implements Rule<ConnectionReused> {
        @Override
        public void inspect(ConnectionReused seen, Findings findings) {}
    }

    /** Finds something at one place, wherever anything is seen. */
    @RuleSpec(
            id = "log/at",
            severity = Severity.LOW,
            needs = {ConnectionReused.class},
            summary = "Is somewhere",
            fix = "Do nothing.")
    private static final class At implements Rule<ConnectionReused> {
        private final Place place;

        At(Place place) {
            this.place = place;
        }

        @Override
        public void inspect(ConnectionReused seen, Findings findings) {
            findings.add(Found.confirmed(this, new Site(place, true, List.of(place)), "", "Seen", 1));
        }
    }

    private static final class Nowhere implements Findings {
        private final List<String> routes = new ArrayList<>();
        private long occurrences;
        private long last;

        @Override
        public void add(Found found) {
            occurrences += found.occurrences();
            last = found.millis();
            routes.add(found.route());
        }

        @Override
        public void resolve(Found found) {}
    }
}
