package dev.seaworthy.sensor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstantsTest implements Late {

    private enum Column {
        PRICE_OF_THE_BOAT
    }

    /** Another part of the application, which this one does not name. */
    private static final String ELSEWHERE = "dev.seaworthy.sensor.sql.StatementLedgerTest";

    private final Site here = new Surroundings(key -> null).sites().walk();
    private final Constants constants = new Constants(this);
    private int looks;

    @Override
    public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

    @Override
    public void later(Runnable task) {
        task.run();
    }

    @Override
    public List<Class<?>> loaded() {
        looks++;
        return List.of(String.class, ConstantsTest.class, Column.class, elsewhere(), Test.class);
    }

    private static Class<?> elsewhere() {
        try {
            return Class.forName(ELSEWHERE);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private boolean holds(String text) {
        constants.learn(here);
        return constants.holds(text, here);
    }

    @Test
    void holds_what_the_program_has_compared_with_or_listed() {
        assertThat(holds(copy("a column of the list"))).isTrue();
    }

    @Test
    void holds_the_names_of_an_enum_in_other_case() {
        assertThat(holds(Column.PRICE_OF_THE_BOAT.name().toLowerCase(java.util.Locale.ROOT)))
                .isTrue();
    }

    @Test
    void does_not_hold_what_another_part_of_the_application_compares_with() {
        String text = String.join(" ", "SELECT c", "FROM t");

        assertThat(holds(text)).isFalse();
        Place there = new Place(ELSEWHERE, "reads", "StatementLedgerTest.java", 1);
        assertThat(constants.holds(text, new Site(there, true, List.of(there)))).isTrue();
    }

    @Test
    void does_not_hold_what_came_from_outside_however_often_it_is_asked() {
        String free = "typed by " + System.nanoTime();

        assertThat(holds(free)).isFalse();
        assertThat(holds(copy(free))).isFalse();
        assertThat(holds("x".repeat(65))).isFalse();
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void interns_nothing_that_it_is_asked_for() {
        String typed = "Typed by " + System.nanoTime();
        String upper = typed.toUpperCase(java.util.Locale.ROOT);
        String lower = typed.toLowerCase(java.util.Locale.ROOT);
        holds(copy(typed));

        assertThat(List.of(typed, upper, lower)).allMatch(text -> text.intern() == text);
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }
}
