package dev.seaworthy.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Site;
import org.junit.jupiter.api.Test;

/** What nobody looked at goes to the lines that are known, in proportion, and the sum stays exact. */
class SpotsTest {

    private final Spots<Spot> spots = new Spots<>() {
        @Override
        protected Spot make(Site site) {
            return new Spot(site);
        }
    };

    private Spot spot(long place, int looks) {
        Spot known = spots.find(place);
        Spot spot = known == null ? spots.add(place, new Spot(Site.UNKNOWN)) : known;
        for (int i = 0; i < looks; i++) {
            spot.look();
        }
        return spot;
    }

    private void pass(int times) {
        for (int i = 0; i < times; i++) {
            spots.pass(1);
        }
    }

    @Test
    void gives_what_was_passed_over_in_proportion_and_exactly() {
        Spot often = spot(1, 3);
        Spot seldom = spot(2, 1);
        pass(1_001);

        assertThat(spots.settle()).isZero();
        long first = often.passes();
        long second = seldom.passes();
        assertThat(first + second).isEqualTo(1_001);
        assertThat(first).isBetween(749L, 752L);
    }

    @Test
    void goes_by_what_was_seen_of_late() {
        Spot before = spot(1, 100);
        spots.settle();
        Spot now = spot(2, 5);
        pass(70);
        spots.settle();

        assertThat(before.passes()).isZero();
        assertThat(now.passes()).isEqualTo(70);

        pass(10);
        spots.settle();
        assertThat(before.passes() + now.passes())
                .as("by all that was ever seen")
                .isEqualTo(80);
    }

    @Test
    void says_what_it_could_give_to_nobody() {
        pass(7);
        assertThat(spots.settle()).isEqualTo(7);
        assertThat(spots.settle()).isZero();
    }

    @Test
    void the_first_event_of_a_target_is_looked_at() {
        assertThat(spots.isNew()).isTrue();
        assertThat(spots.isNew()).isFalse();
    }

    @Test
    void what_is_taken_back_is_missing_from_no_line_that_was_reported_already() {
        Spot spot = spot(1, 0);
        pass(5);
        spot.take();
        spots.settle();
        spots.unpass();
        spots.unpass();
        spots.settle();

        assertThat(spot.seen()).isEqualTo(4);
        assertThat(spot.untold()).isEqualTo(3);
    }
}
