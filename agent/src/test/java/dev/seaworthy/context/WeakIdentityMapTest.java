package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {

    private final WeakIdentityMap<String> map = new WeakIdentityMap<>(2);

    @Test
    void knows_objects_by_identity_only() {
        Object one = new Odd();
        Object other = new Odd();
        map.put(one, "one");

        assertThat(map.get(one)).isEqualTo("one");
        assertThat(map.get(other)).isNull();
        assertThat(map.remove(one)).isEqualTo("one");
        assertThat(map.get(one)).isNull();
    }

    @Test
    void remembers_no_more_than_it_may() {
        Object one = new Object();
        Object two = new Object();
        Object three = new Object();

        assertThat(map.put(one, "1")).isTrue();
        assertThat(map.put(two, "2")).isTrue();
        assertThat(map.put(three, "3")).isFalse();
        assertThat(map.get(three)).isNull();
    }

    @Test
    void keeps_nothing_alive() {
        map.put(new Object(), "gone");

        await().until(() -> {
            System.gc();
            return map.size() == 0;
        });
    }

    /** Equal to all of its kind, and costly to ask. */
    private static final class Odd {
        @Override
        public boolean equals(Object other) {
            return other instanceof Odd;
        }

        @Override
        public int hashCode() {
            return Objects.hash("same");
        }
    }
}
