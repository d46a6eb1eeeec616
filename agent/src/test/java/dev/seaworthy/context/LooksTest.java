package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Time is simulated, as far as {@link Beat} lets it: it only goes forward, so each second here is a real one ahead. */
class LooksTest {

    private static final int PLACES = 200;

    private final Beat beat = new Beat();
    private final Looks looks = new Looks(beat);
    private long now = beat.nanos();

    /** So many events in one simulated second; how many were looked at. */
    private int second(int events, BitSet places) {
        int seen = 0;
        for (int i = 0; i < events; i++) {
            if (looks.isDue()) {
                seen++;
                places.set(i % PLACES);
            }
            if (i % Math.max(1, events / 40) == 0) {
                pass(25);
            }
        }
        pass(events < 40 ? 1_000 : 0);
        return seen;
    }

    private void pass(int millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        beat.at(now);
    }

    @Test
    void looks_at_each_event_of_a_process_that_makes_few() {
        for (int i = 0; i < 10; i++) {
            assertThat(second(1_500, new BitSet())).isEqualTo(1_500);
        }
    }

    @Test
    void has_its_budget_at_the_start_though_no_time_passes() {
        int seen = 0;
        for (int i = 0; i < Looks.A_SECOND; i++) {
            seen += looks.isDue() ? 1 : 0;
        }
        assertThat(seen).isEqualTo(Looks.A_SECOND);
    }

    @Test
    void leaves_each_kind_a_part_of_its_own_where_another_uses_up_what_is_shared() {
        Looks.Budget shared = new Looks.Budget(beat, Looks.A_SECOND);
        Looks frequent = new Looks(beat, shared);
        Looks seldom = new Looks(beat, shared);
        int taken = 0;
        for (int i = 0; i < 10 * Looks.A_SECOND; i++) {
            taken += frequent.isDue() ? 1 : 0;
        }
        int own = 0;
        for (int i = 0; i < Looks.OWN_A_SECOND; i++) {
            own += seldom.isDue() ? 1 : 0;
        }

        assertThat(taken).isBetween(Looks.A_SECOND + Looks.OWN_A_SECOND, 2 * Looks.A_SECOND);
        assertThat(own).isEqualTo(Looks.OWN_A_SECOND);
    }

    @Test
    void looks_at_a_small_sample_as_soon_as_a_flood_follows_a_calm() {
        second(10, new BitSet());
        second(10, new BitSet());
        int seen = 0;
        for (int i = 0; i < 1_000_000; i++) {
            seen += looks.isDue() ? 1 : 0;
        }

        assertThat(seen).isLessThan(2 * Looks.A_SECOND);
    }

    @Test
    void looks_at_a_small_sample_of_very_many() {
        second(1_000_000, new BitSet());
        second(1_000_000, new BitSet());
        for (int i = 0; i < 5; i++) {
            assertThat(second(1_000_000, new BitSet())).isBetween(16, 1_000);
        }
    }

    @Test
    void finds_all_places_in_time_whatever_rhythm_they_come_in() {
        second(100_000, new BitSet());
        BitSet places = new BitSet();
        int seconds = 0;
        while (places.cardinality() < PLACES) {
            second(100_000, places);
            seconds++;
            assertThat(seconds).as("%s places found", places.cardinality()).isLessThan(60);
        }
    }

    @Test
    void looks_at_each_again_when_a_flood_is_over() {
        second(1_000_000, new BitSet());
        second(1_000_000, new BitSet());
        second(10, new BitSet());
        second(10, new BitSet());

        assertThat(second(1_000, new BitSet())).isEqualTo(1_000);
    }

    @Test
    void goes_on_where_nobody_moves_time_on() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        int seen = 0;
        // The looks themselves move it on; so after the budget is used up, others follow.
        while (seen < 2 * Looks.A_SECOND && System.nanoTime() - until < 0) {
            seen += looks.isDue() ? 1 : 0;
        }
        assertThat(seen).isGreaterThanOrEqualTo(2 * Looks.A_SECOND);
    }
}
