package dev.seaworthy.sensor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VaryingValueTest {

    private final VaryingValue varying = new VaryingValue();

    @Test
    void stays_where_the_value_is_at_the_same_place_each_time() {
        assertThat(stays(3)).isTrue();
        assertThat(stays(3)).isTrue();
        assertThat(stays(3, 5)).isTrue();
    }

    @Test
    void keeps_the_places_that_all_have_in_common() {
        assertThat(stays(1, 3)).isTrue();
        assertThat(stays(3, 5)).isTrue();
        assertThat(stays(1)).isFalse();
    }

    @Test
    void is_over_once_the_value_is_somewhere_else() {
        assertThat(stays(1)).isTrue();
        assertThat(stays(2)).isFalse();
        assertThat(stays(1)).isFalse();
        assertThat(varying.isNews(7)).isFalse();
    }

    @Test
    void is_over_once_the_value_is_nowhere() {
        assertThat(stays(1)).isTrue();
        varying.refute();
        assertThat(stays(1)).isFalse();
    }

    @Test
    void is_another_place_where_other_text_is_around_the_value() {
        assertThat(varying.stays(new int[] {1}, new long[] {10}, 1)).isTrue();
        assertThat(varying.stays(new int[] {1}, new long[] {11}, 1)).isFalse();
    }

    private boolean stays(int... places) {
        return varying.stays(places, new long[places.length], places.length);
    }
}
