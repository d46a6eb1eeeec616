package dev.seaworthy.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OccasionsTest {

    private final List<String> dropped = new ArrayList<>();
    private final Occasions occasions = new Occasions("here", (where, more) -> dropped.add(where + " " + more));

    private List<Integer> due(long key, int times) {
        List<Integer> due = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            if (occasions.isDue(key)) {
                due.add(i);
            }
        }
        return due;
    }

    @Test
    void each_of_the_first_eight_is_worth_a_look_and_then_ever_fewer() {
        assertThat(due(17, 200)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 64, 128);
    }

    @Test
    void things_do_not_count_for_each_other() {
        due(17, 200);

        assertThat(due(18, 9)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(due(0, 9)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(due(-1, 9)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void what_has_no_room_is_counted_and_not_looked_at() {
        int due = 0;
        for (int key = 1; key <= 20_000; key++) {
            due += occasions.isDue(key) ? 1 : 0;
        }

        assertThat(due).isBetween(4_000, 8_192);
        assertThat(dropped).hasSize(20_000 - due).containsOnly("here 1");
        assertThat(due(1, 8)).as("what came first has its place").containsExactly(1, 2, 3, 4, 5, 6, 7);
    }
}
