package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.log.ContextWatch.ContextKey;
import org.junit.jupiter.api.Test;

class ThreadKeysTest {

    private final ThreadKeys thread = new ThreadKeys(1);
    private final ContextKey key = new ContextKey("requestId");

    @Test
    void counts_what_stays_and_who_meets_it() {
        thread.put(key, 1, 100, null);
        thread.ended(1);
        thread.logged(2);
        thread.logged(2);
        thread.put(key, 2, 200, null);
        thread.ended(2);
        thread.put(key, 3, 300, null);

        assertThat(key.left.get()).isEqualTo(2);
        assertThat(key.inherited.get()).isEqualTo(2);
        assertThat(key.stale.sum()).isEqualTo(2);
        assertThat(key.varies).isTrue();
    }

    /** Of two lines that set the same key, only one leaves it. */
    @Test
    void names_the_line_that_left_it() {
        Origin removing = new Origin(1, Phase.REQUEST, Unit.NONE, Site.UNKNOWN, 0);
        Origin leaving = new Origin(2, Phase.REQUEST, Unit.NONE, Site.UNKNOWN, 0);
        thread.put(key, 1, 100, removing);
        thread.remove("requestId");
        thread.ended(1);
        assertThat(key.origin).isNull();

        thread.put(key, 2, 200, leaving);
        thread.ended(2);
        assertThat(key.origin).isSameAs(leaving);
    }

    @Test
    void forgets_what_is_removed() {
        thread.put(key, 1, 100, null);
        thread.remove("requestId");
        thread.ended(1);
        thread.put(key, 2, 200, null);
        thread.clear();
        thread.ended(2);
        thread.logged(3);

        assertThat(key.left.get()).isZero();
        assertThat(key.stale.sum()).isZero();
    }

    /** A unit within another logs what the outer one has set, and has not left. */
    @Test
    void does_not_blame_a_unit_that_goes_on() {
        thread.put(key, 1, 100, null);
        thread.logged(2);

        assertThat(key.stale.sum()).isZero();
        assertThat(key.inherited.get()).isZero();
    }

    @Test
    void takes_the_same_value_everywhere_for_one_of_the_thread() {
        for (int unit = 1; unit < 5; unit++) {
            thread.put(key, unit, 100, null);
            thread.ended(unit);
        }
        assertThat(key.left.get()).isEqualTo(4);
        assertThat(key.varies).isFalse();
    }

    @Test
    void keeps_sixteen_keys() {
        for (int i = 0; i < 20; i++) {
            thread.put(new ContextKey("key" + i), 1, i, null);
        }
        thread.put(key, 1, 1, null);
        thread.ended(1);
        assertThat(key.left.get()).isZero();
    }
}
