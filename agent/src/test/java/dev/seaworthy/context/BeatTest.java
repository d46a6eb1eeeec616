package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeatTest {

    private static final long MILLIS = 1_000_000;

    private final Beat beat = new Beat();
    private final long began = beat.nanos();

    @Test
    void moves_on_in_steps_of_some_twenty_milliseconds() {
        beat.at(began + 5 * MILLIS);
        assertThat(beat.nanos()).isEqualTo(began);
        assertThat(beat.count()).isZero();

        beat.at(began + 21 * MILLIS);
        assertThat(beat.nanos()).isEqualTo(began + 21 * MILLIS);
        assertThat(beat.count()).isEqualTo(1);
    }

    @Test
    void never_goes_back() {
        beat.at(began + 60 * MILLIS);
        beat.at(began + 30 * MILLIS);

        assertThat(beat.nanos()).isEqualTo(began + 60 * MILLIS);
    }

    @Test
    void knows_the_first_beat_after_something_began() {
        beat.at(began + 30 * MILLIS);
        long before = beat.count();
        beat.at(began + 60 * MILLIS);
        beat.at(began + 90 * MILLIS);

        assertThat(beat.after(before)).isEqualTo(began + 60 * MILLIS);
        assertThat(beat.after(before + 1)).isEqualTo(began + 90 * MILLIS);
    }

    @Test
    void says_the_oldest_that_it_remembers_of_what_began_long_ago() {
        for (int i = 1; i <= 10_000; i++) {
            beat.at(began + i * 30 * MILLIS);
        }

        assertThat(beat.after(0)).isBetween(began + 7_900 * 30 * MILLIS, began + 8_000 * 30 * MILLIS);
        assertThat(beat.after(9_998)).isEqualTo(began + 9_999 * 30 * MILLIS);
    }

    @Test
    void many_may_move_it_on_at_once() throws InterruptedException {
        List<Thread> movers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread mover = new Thread(() -> {
                for (int n = 1; n <= 1_000; n++) {
                    beat.at(began + n * 21 * MILLIS);
                }
            });
            mover.start();
            movers.add(mover);
        }
        for (Thread mover : movers) {
            mover.join();
        }

        // A step that one thread is making is not made by another.
        assertThat(beat.count()).isBetween(1L, 1_000L);
        for (long n = 0; n < beat.count(); n++) {
            assertThat(beat.after(n)).isGreaterThan(n == 0 ? began : beat.after(n - 1));
        }
        assertThat(beat.after(beat.count() - 1)).isEqualTo(beat.nanos());
    }
}
