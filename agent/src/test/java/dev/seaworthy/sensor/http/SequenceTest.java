package dev.seaworthy.sensor.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceTest {

    private final Sequence sequence = new Sequence();

    private void begins(boolean async, long stretch) {
        sequence.counts(sequence.begins(async, stretch));
    }

    private void call(long stretch) {
        begins(false, stretch);
        sequence.ends();
    }

    @Test
    void calls_of_one_piece_of_work_follow_each_other() {
        call(7);
        call(7);
        call(7);

        assertThat(sequence.longest()).isEqualTo(3);
        assertThat(sequence.isIdle()).isTrue();
    }

    @Test
    void calls_of_different_tasks_do_not() {
        call(7);
        call(8);
        call(8);
        call(9);

        assertThat(sequence.longest()).isEqualTo(2);
        assertThat(sequence.chain()).isEqualTo(1);
    }

    @Test
    void calls_beside_each_other_take_nobodys_time() {
        call(7);
        begins(true, 7);
        begins(true, 7);
        sequence.ends();
        sequence.ends();

        assertThat(sequence.longest()).isZero();
    }

    @Test
    void a_call_within_a_call_is_not_beside_it() {
        begins(false, 7);
        begins(false, 7);
        sequence.ends();
        sequence.ends();
        call(7);

        assertThat(sequence.longest()).isEqualTo(2);
    }

    @Test
    void an_asynchronous_call_is_followed_if_somebody_waited_or_its_end_began_the_next() throws InterruptedException {
        begins(true, 7);
        sequence.ends();
        sequence.waited();
        begins(true, 7);
        assertThat(sequence.chain()).isEqualTo(2);

        sequence.ends(); // on this thread, as the next begins
        begins(true, 9);
        assertThat(sequence.chain()).isEqualTo(3);

        Thread other = new Thread(sequence::ends);
        other.start();
        other.join();
        begins(true, 9); // sent one after the other, without a wait
        assertThat(sequence.chain()).isEqualTo(1);
    }
}
