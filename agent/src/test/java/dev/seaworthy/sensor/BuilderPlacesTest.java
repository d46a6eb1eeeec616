package dev.seaworthy.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.observation.WritesAbandoned;
import dev.seaworthy.weave.Hook;
import fixture.reef.Reef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which pool a thread works for, on which no frame is the application's. */
class BuilderPlacesTest implements Observations, Late {

    private final List<Observation> told = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final Pools pools = new Pools();
    private final List<Object> alive = new ArrayList<>();

    /** Pools whose target is what they were made with. */
    private final class Pools extends BuilderPlaces<String> {
        Pools() {
            super(new Surroundings(key -> null), BuilderPlacesTest.this, BuilderPlacesTest.this, "here");
        }

        @Override
        protected @Nullable String target(Object pool) {
            return pool instanceof Reef ? "db" : null;
        }

        @Override
        protected boolean isSame(String one, String other) {
            return one.equals(other);
        }
    }

    @Override
    public void add(Observation seen) {
        told.add(seen);
    }

    @Override
    public void count(String sense, long more) {}

    @Override
    public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

    @Override
    public void later(Runnable task) {
        later.add(task);
    }

    private static Site line(String method) {
        return new Site(new Place("app.Start", method, "Start.java", 1), true, List.of());
    }

    /** A thread on which there are only frames of that class. */
    private static Site thread(String className) {
        return new Site(null, false, List.of(new Place(className, "run", null, -1)));
    }

    private Object pool(Object pool, String method, boolean built) {
        alive.add(pool);
        pools.add(pool, line(method), built);
        return pool;
    }

    private @Nullable String placeOf(Site opened, String target) {
        Site found = pools.of(opened, target);
        Place place = found == null ? null : found.place();
        return place == null ? null : place.method();
    }

    private void sees(Site at) {
        Database database = new Database("jdbc:x://db/shop", "x", "db", 0, "shop", "app", false, false, false, null);
        Origin origin = new Origin(System.currentTimeMillis(), Phase.JOB, Unit.NONE, at, 1);
        pools.place(origin, "db", placed -> new WritesAbandoned(placed, database, 1));
    }

    private List<String> places() {
        return told.stream()
                .map(seen -> seen.origin().site().place())
                .map(place -> place == null ? "nowhere" : place.method())
                .toList();
    }

    @Test
    void it_is_the_one_whose_packages_are_on_the_stack_and_that_is_for_that_target() {
        pool(new Reef("db"), "built", true);

        assertThat(placeOf(thread("fixture.reef.Reef"), "db")).isEqualTo("built");
        assertThat(placeOf(thread("fixture.reef.inside.Worker"), "db")).isEqualTo("built");
        assertThat(placeOf(thread("fixture.jdbc.Atoll"), "db"))
                .as("another package")
                .isNull();
        assertThat(placeOf(thread("fixture.reef.Reef"), "other")).isNull();
    }

    @Test
    void what_was_built_counts_before_what_was_borrowed_from() {
        pool(new Reef("db"), "borrowed", false);
        assertThat(placeOf(thread("fixture.reef.Reef"), "db")).isEqualTo("borrowed");
        pool(new Reef("db"), "built", true);
        assertThat(placeOf(thread("fixture.reef.Reef"), "db")).isEqualTo("built");
    }

    @Test
    void two_of_one_line_are_at_that_line_and_two_of_different_lines_are_nowhere() {
        pool(new Reef("db"), "built", true);
        pool(new Reef("db"), "built", true);
        assertThat(placeOf(thread("fixture.reef.Reef"), "db")).isEqualTo("built");
        pool(new Reef("db"), "elsewhere", true);
        assertThat(placeOf(thread("fixture.reef.Reef"), "db")).isNull();
    }

    @Test
    void a_pool_that_does_not_say_what_it_is_for_may_be_known_otherwise() {
        Object pool = pool(this, "built", true);
        Site own = thread(BuilderPlacesTest.class.getName());
        assertThat(placeOf(own, "db")).isNull();

        pools.isFor(pool, "db");
        assertThat(placeOf(own, "db")).isEqualTo("built");
    }

    @Test
    void what_is_at_a_line_of_the_application_is_reported_at_once() {
        sees(line("itself"));

        assertThat(places()).containsExactly("itself");
        assertThat(later).isEmpty();
    }

    @Test
    void else_it_waits_for_its_pool() {
        sees(thread("fixture.reef.Reef"));
        pools.look(System.currentTimeMillis(), false);
        assertThat(told).isEmpty();

        pool(new Reef("db"), "built", true);
        later.forEach(Runnable::run);
        assertThat(places()).containsExactly("built");
        pools.look(System.currentTimeMillis() + 60_000, true);
        assertThat(told).as("once").hasSize(1);
    }

    @Test
    void for_some_seconds_and_no_longer_than_the_process_lasts() {
        sees(thread("fixture.reef.Reef"));
        pools.look(System.currentTimeMillis() + 6_000, false);
        assertThat(places()).containsExactly("nowhere");

        sees(thread("fixture.reef.Reef"));
        pools.look(System.currentTimeMillis(), true);
        assertThat(places()).containsExactly("nowhere", "nowhere");
    }

    @Test
    void while_many_wait_the_agents_thread_is_not_asked_for_each() {
        for (int i = 0; i < 100; i++) {
            sees(thread("fixture.reef.Reef"));
        }

        assertThat(later).hasSize(16);
        pools.look(System.currentTimeMillis(), true);
        assertThat(told).hasSize(100);
    }
}
