package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The time that most often nobody takes. Other tests of this JVM may move the beat on meanwhile. */
class BeatTimerTest {

    private static final long MILLIS = 1_000_000;

    private final BeatTimer timer = new BeatTimer();

    /** Whether one that takes no time is seen as such, at least in between two beats. */
    private boolean isQuick() {
        for (int i = 0; i < 1_000; i++) {
            long beat = Beat.NOW.count();
            timer.begins();
            boolean quick = timer.isQuick() && timer.waited(System.nanoTime()) == 0;
            if (beat == Beat.NOW.count()) {
                return quick;
            }
        }
        return false;
    }

    /** One that takes so long; how long it seemed to take. */
    private long takes(long nanos) {
        timer.begins();
        long began = System.nanoTime();
        long now = began;
        while (now - began < nanos) {
            Beat.NOW.at(now);
            Thread.onSpinWait();
            now = System.nanoTime();
        }
        return timer.waited(now);
    }

    @Test
    void what_ends_before_the_next_beat_took_no_time() {
        assertThat(isQuick()).isTrue();
    }

    @Test
    void what_lasts_over_beats_took_no_longer_than_it_did() {
        long began = System.nanoTime();
        long waited = takes(100 * MILLIS);

        assertThat(waited).isBetween(50 * MILLIS, System.nanoTime() - began);
        assertThat(timer.isQuick()).isFalse();
    }

    @Test
    void after_a_slow_one_the_next_are_timed() {
        takes(100 * MILLIS);
        for (int i = 0; i < 64; i++) {
            timer.begins();
            assertThat(timer.isQuick()).as("%s after the slow one", i).isFalse();
        }
        assertThat(isQuick()).isTrue();
    }

    @Test
    void what_is_timed_is_known_exactly() {
        takes(100 * MILLIS);

        assertThat(takes(2 * MILLIS)).isGreaterThanOrEqualTo(2 * MILLIS);
    }

    @Test
    void the_time_is_never_before_what_the_thread_did_last() {
        long last = System.nanoTime() + 3_600_000 * MILLIS;
        timer.at(last);

        assertThat(timer.lastNanos()).isEqualTo(last);
        assertThat(timer.lately()).isEqualTo(last);
        timer.at(System.nanoTime() - 3_600_000 * MILLIS);
        assertThat(timer.lately()).isEqualTo(Beat.NOW.nanos());
    }
}
