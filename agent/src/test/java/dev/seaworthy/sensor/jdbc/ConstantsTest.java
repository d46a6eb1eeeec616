package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConstantsTest {

    private enum Column {
        PRICE_OF_THE_BOAT
    }

    private final Constants constants = new Constants();

    @Test
    void holds_what_the_program_has_compared_with_or_listed() {
        String listed = "a column of the list";

        assertThat(constants.holds(copy(listed), 1)).isTrue();
        assertThat(constants.holds(copy(listed), 1)).isTrue();
    }

    @Test
    void holds_the_names_of_an_enum_in_other_case() {
        String name = Column.PRICE_OF_THE_BOAT.name();

        assertThat(constants.holds(name.toLowerCase(java.util.Locale.ROOT), 2)).isTrue();
    }

    @Test
    void does_not_hold_what_came_from_outside_however_often_it_is_asked() {
        String free = "typed by " + System.nanoTime();

        assertThat(constants.holds(free, 3)).isFalse();
        assertThat(constants.holds(copy(free), 3)).isFalse();
        assertThat(constants.holds("x".repeat(65), 4)).isFalse();
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }
}
