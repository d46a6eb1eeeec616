package dev.seaworthy.rule.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ContextKept;
import dev.seaworthy.rule.Noted;
import org.junit.jupiter.api.Test;

class MdcLeakTest {

    private final MdcLeak rule = new MdcLeak();
    private final Noted noted = new Noted();

    private void kept(int units, boolean values, int inherited, long stale) {
        rule.inspect(new ContextKept(LogOrigins.logging(3), "requestId", units, values, inherited, stale), noted);
    }

    @Test
    void flags_a_value_that_labels_the_events_of_others() {
        kept(3, true, 2, 5);
        kept(8, true, 7, 9);
        assertThat(noted.confirmed()).hasSize(2);
        assertThat(noted.confirmed().get(0).message())
                .isEqualTo(
                        "3 units of work left this key on their thread, and 5 events were logged with the value of another");
        assertThat(noted.confirmed().get(1).occurrences()).isEqualTo(5);
    }

    @Test
    void flags_a_value_that_others_begin_with() {
        kept(3, true, 2, 0);
        assertThat(noted.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.target()).isEqualTo("requestId");
            assertThat(found.message()).endsWith("and 2 others began with it");
        });
    }

    @Test
    void only_suspects_a_value_that_nobody_has_met_yet() {
        kept(3, true, 0, 0);
        assertThat(noted.found).hasSize(1);
        assertThat(noted.confirmed()).isEmpty();
    }

    @Test
    void stays_silent_below_three_units_of_work() {
        kept(2, true, 1, 9);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_a_value_that_is_the_same_everywhere() {
        kept(300, false, 200, 900);
        assertThat(noted.found).isEmpty();
    }
}
