package dev.seaworthy.sensor.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitsTest {

    private final Waits waits = new Waits();
    private final long now = System.nanoTime() + 1_000;

    @Test
    void knows_who_waits() {
        waits.begins(1, now + 100, now);
        waits.begins(2, now + 200, now);
        waits.ends(1);

        assertThat(waits.any(now)).isTrue();
        waits.ends(2);
        assertThat(waits.any(now)).isFalse();
    }

    @Test
    void a_wait_whose_end_nobody_sees_is_over_with_its_limit() {
        waits.begins(1, now + 100, now);

        assertThat(waits.any(now + 100)).isTrue();
        assertThat(waits.any(now + 101)).isFalse();
        waits.begins(1, now + 300, now + 200);
        waits.ends(1);
        assertThat(waits.any(now + 250)).isFalse();
    }

    @Test
    void the_end_of_a_wait_inside_another_is_not_the_end_of_that_other() {
        waits.begins(1, now + 1_000, now);
        waits.begins(1, now + 10, now);
        waits.ends(1);

        assertThat(waits.any(now + 500)).isTrue();
        waits.ends(1);
        assertThat(waits.any(now + 500)).isFalse();
    }

    @Test
    void of_threads_beyond_the_room_the_latest_limit_counts() {
        for (long thread = 1; thread <= 2_000; thread++) {
            waits.begins(thread, now + thread, now);
        }
        for (long thread = 1; thread <= 2_000; thread++) {
            waits.ends(thread);
        }

        assertThat(waits.any(now)).isTrue();
        assertThat(waits.any(now + 2_001)).isFalse();
    }
}
