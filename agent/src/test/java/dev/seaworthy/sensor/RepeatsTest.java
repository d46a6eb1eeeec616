package dev.seaworthy.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.observation.Again;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.observation.WritesAbandoned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However often something is seen, all of it is told of: one by one, or by how many. */
class RepeatsTest {

    private final List<Observation> told = Collections.synchronizedList(new ArrayList<>());
    private final List<String> unplaced = new ArrayList<>();
    private final Repeats seen = new Repeats(new Hearing());

    private final class Hearing implements Observations {
        @Override
        public void add(Observation one) {
            told.add(one);
        }

        @Override
        public void count(String sense, long more) {}

        @Override
        public void unplaced(String sense, long more) {
            unplaced.add(sense + " " + more);
        }
    }

    private static Observation something(int number) {
        Origin origin = new Origin(number, Phase.REQUEST, Unit.NONE, Site.UNKNOWN, 1);
        return new WritesAbandoned(
                origin, new Database("jdbc:x://db/shop", "x", "db", 0, "shop", "app", false, false, false, null), 1);
    }

    private void see(long key, int times) {
        for (int i = 0; i < times; i++) {
            if (seen.take(key)) {
                seen.tell(key, something(i));
            }
        }
    }

    private int all() {
        return told.stream()
                .mapToInt(one -> one instanceof Again again ? again.times() : 1)
                .sum();
    }

    @Test
    void tells_the_first_eight_and_then_ever_fewer() {
        see(1, 8);
        assertThat(told).hasSize(8);

        see(1, 92);
        assertThat(told).as("16, 32, 64").hasSize(11);
    }

    @Test
    void tells_how_many_were_not_told() {
        see(1, 100);
        see(2, 20);
        see(3, 3);
        seen.tick(77);

        assertThat(all()).isEqualTo(123);
        assertThat(told)
                .filteredOn(Again.class::isInstance)
                .extracting("times", "millis")
                .containsExactlyInAnyOrder(tuple(89, 77L), tuple(11, 77L));
    }

    @Test
    void tells_each_only_once() {
        see(1, 100);
        seen.tick(1);
        int then = told.size();
        seen.tick(2);
        assertThat(told).hasSize(then);

        see(1, 3);
        seen.tick(3);
        assertThat(all()).isEqualTo(103);
    }

    @Test
    void what_is_told_in_any_case_counts_once() {
        for (int i = 0; i < 20; i++) {
            assertThat(seen.take(1, true)).isTrue();
            seen.tell(1, something(i));
        }
        seen.tick(1);

        assertThat(all()).isEqualTo(20);
    }

    @Test
    void what_nobody_looked_at_counts_too() {
        see(1, 20);
        seen.pass(1, 1_000);
        seen.pass(2, 5); // unknown: its first is still to come
        seen.tick(1);

        assertThat(all()).isEqualTo(1_020);
    }

    @Test
    void what_has_no_room_is_told_each_time() {
        for (long key = 0; key < 5_000; key++) {
            see(key, 1);
        }
        told.clear();
        see(4_999, 50);

        assertThat(told).hasSize(50);
    }

    @Test
    void counts_what_many_threads_see() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> see(1, 10_000));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            seen.tick(1);
            thread.join();
        }
        seen.tick(2);

        assertThat(all()).isEqualTo(40_000);
    }

    @Test
    void what_the_agents_thread_reports_later_is_counted_exactly_too() {
        Repeat one = new Repeat();
        Observations to = new Hearing();
        for (int i = 0; i < 5; i++) {
            one.look();
        }
        one.pass(10);
        assertThat(one.tick(1, to)).as("nothing to repeat yet").isZero();

        one.report(something(1), to);
        assertThat(one.tick(2, to)).isEqualTo(14);
        assertThat(one.tick(3, to)).isZero();
        assertThat(all()).isEqualTo(15);
        assertThat(one.seen()).isEqualTo(15);

        one.look();
        assertThat(one.forgo()).isEqualTo(1);
        assertThat(one.tick(4, to)).isZero();
        assertThat(all()).isEqualTo(15);
    }

    @Test
    void more_than_fits_a_number_is_reported_in_parts() {
        Repeat one = new Repeat();
        Observations to = new Hearing();
        one.take();
        one.tell(something(1), to);
        one.pass(Integer.MAX_VALUE + 5L);

        assertThat(one.tick(1, to)).isEqualTo(Integer.MAX_VALUE);
        assertThat(one.tick(2, to)).isEqualTo(5);
    }

    /** At a line that is the application's or not known yet. */
    private static Observation at(Site site) {
        return new WritesAbandoned(
                new Origin(1, Phase.REQUEST, Unit.NONE, site, 1),
                new Database("jdbc:x://db/shop", "x", "db", 0, "shop", "app", false, false, false, null),
                1);
    }

    @Test
    void what_has_a_line_is_told_at_once_and_the_rest_waits_for_the_next_tick() {
        Place line = new Place("app.Shop", "sells", "Shop.java", 7);
        seen.take(1);
        seen.tellPlaced(1, "here", at(new Site(line, true, List.of())));
        assertThat(told).hasSize(1);

        seen.take(1);
        seen.tellPlaced(1, "here", at(Site.UNKNOWN));
        assertThat(told).hasSize(1);
        seen.tick(1);
        assertThat(told).as("it still has none").hasSize(1);
        assertThat(unplaced).containsExactly("here 1");
        seen.tick(2);
        assertThat(unplaced).hasSize(1);
    }

    @Test
    void so_many_wait_at_most_and_what_has_no_room_is_counted() {
        for (int i = 0; i < 1_030; i++) {
            seen.tellPlaced(1, "here", at(Site.UNKNOWN));
        }
        assertThat(unplaced).hasSize(6);
        seen.tick(1);
        assertThat(unplaced).hasSize(1_030);
    }
}
