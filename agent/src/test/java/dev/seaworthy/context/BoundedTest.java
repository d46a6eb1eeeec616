package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedTest {

    private final AtomicLong dropped = new AtomicLong();
    private final Bounded<String, Integer> two =
            new Bounded<>(2, "here", (where, more) -> dropped.addAndGet(where.equals("here") ? more : 0));

    @Test
    void counts_each_thing_that_it_has_to_drop() {
        assertThat(two.get("a", any -> 1)).isEqualTo(1);
        assertThat(two.get("a", any -> 9)).isEqualTo(1);
        assertThat(two.put("b", 2)).isTrue();
        assertThat(dropped).hasValue(0);

        assertThat(two.get("c", any -> 3)).isNull();
        assertThat(two.put("c", 3)).isFalse();
        assertThat(two.get("c")).isNull();
        assertThat(dropped).hasValue(2);
        assertThat(two.values()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void what_is_there_can_be_replaced_at_the_limit_and_what_is_removed_makes_room() {
        two.put("a", 1);
        two.put("b", 2);

        assertThat(two.put("a", 5)).isTrue();
        assertThat(two.remove("b", 7)).isFalse();
        assertThat(two.remove("b")).isEqualTo(2);
        assertThat(two.get("c", any -> 3)).isEqualTo(3);
        assertThat(dropped).hasValue(0);
        assertThat(two.size()).isEqualTo(2);
    }
}
