package dev.seaworthy.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final long SECOND = 1_000_000_000L;

    private final Attempts attempts = new Attempts();

    private boolean isUnderWay() {
        return attempts.isUnderWay(System.nanoTime());
    }

    @Test
    void one_is_under_way_from_its_begin_to_its_end() {
        assertThat(isUnderWay()).isFalse();
        Attempts.Attempt one = attempts.begin();
        Attempts.Attempt other = attempts.begin();
        assertThat(isUnderWay()).isTrue();
        attempts.end(one);
        assertThat(isUnderWay()).isTrue();
        attempts.end(other);
        assertThat(isUnderWay()).isFalse();
    }

    @Test
    void knows_whether_any_went_on_since() {
        long before = attempts.before();
        assertThat(attempts.wentOnSince(before)).isFalse();

        attempts.end(attempts.begin());
        assertThat(attempts.wentOnSince(before)).as("began and ended").isTrue();
        assertThat(attempts.wentOnSince(attempts.before())).as("ended earlier").isFalse();
    }

    @Test
    void one_that_was_under_way_when_asked_counts_though_it_ended_at_once() {
        Attempts.Attempt one = attempts.begin();
        long before = attempts.before();
        attempts.end(one);

        assertThat(attempts.wentOnSince(before)).isTrue();
    }

    @Test
    void what_was_none_leaves_no_trace() {
        long before = attempts.before();
        attempts.forget(attempts.begin());

        assertThat(attempts.wentOnSince(before)).isFalse();
    }

    @Test
    void an_end_that_comes_twice_harms_no_other() {
        Attempts.Attempt one = attempts.begin();
        attempts.begin();
        attempts.forget(one);
        attempts.forget(one);

        assertThat(isUnderWay()).isTrue();
    }

    @Test
    void one_whose_thread_has_ended_is_over() throws InterruptedException {
        Thread thread = new Thread(attempts::begin);
        thread.start();
        thread.join();

        assertThat(isUnderWay()).isFalse();
    }

    @Test
    void one_whose_end_nobody_sees_is_over_after_some_minutes() {
        attempts.begin();

        assertThat(attempts.isUnderWay(System.nanoTime() + 140 * SECOND)).isTrue();
        assertThat(attempts.isUnderWay(System.nanoTime() + 160 * SECOND)).isFalse();
        assertThat(isUnderWay()).as("forgotten").isFalse();
    }

    /** Two threads begin, then end, at the same moment, again and again: neither may undo what the other did. */
    @Test
    void two_that_begin_or_end_at_once_lose_none() throws InterruptedException {
        int rounds = 5_000;
        AtomicInteger step = new AtomicInteger();
        AtomicReferenceArray<Attempts.Attempt> others = new AtomicReferenceArray<>(rounds);
        AtomicIntegerArray ended = new AtomicIntegerArray(rounds);
        Thread other = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                await(step, 2 * i + 1);
                others.set(i, attempts.begin());
                await(step, 2 * i + 2);
                attempts.end(others.get(i));
                ended.set(i, 1);
            }
            await(step, 2 * rounds + 1); // what is left of a thread that has ended is forgotten
        });
        other.setDaemon(true);
        other.start();
        for (int i = 0; i < rounds; i++) {
            step.set(2 * i + 1);
            Attempts.Attempt own = attempts.begin();
            while (others.get(i) == null) {
                Thread.yield();
            }
            attempts.end(own);
            assertThat(isUnderWay()).as("the other's of round %s", i).isTrue();
            own = attempts.begin();
            step.set(2 * i + 2);
            attempts.end(own);
            while (ended.get(i) == 0) {
                Thread.yield();
            }
            assertThat(isUnderWay()).as("any after round %s", i).isFalse();
        }
        assertThat(attempts.before()).isEqualTo(3L * rounds);
        step.set(2 * rounds + 1);
        other.join();
    }

    private static void await(AtomicInteger step, int due) {
        while (step.get() < due) {
            Thread.yield();
        }
    }
}
