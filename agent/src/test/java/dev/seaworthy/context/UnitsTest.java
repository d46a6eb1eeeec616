package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnitsTest {

    private final Units units = new Units((where, more) -> {});

    @Test
    void a_servlet_inside_the_servers_request_is_the_same_unit() {
        units.begin(Unit.Kind.REQUEST, true, true);
        Unit outer = units.current();
        units.begin(Unit.Kind.REQUEST, false, true);

        assertThat(units.current()).isSameAs(outer);
        units.end();
        assertThat(units.isOpen(outer)).isTrue();
        units.end();
        assertThat(units.isOpen(outer)).isFalse();
        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void a_request_is_the_threads_own_where_it_began_and_where_its_server_continues_it() throws InterruptedException {
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit request = units.current();
        List<Boolean> own = new ArrayList<>(List.of(units.isOwn()));
        Thread other = new Thread(() -> {
            units.adopt(request);
            own.add(units.isOwn());
            units.resume(request);
            own.add(units.isOwn());
            units.end();
            own.add(units.isOwn());
            units.end();
        });
        other.start();
        other.join();

        assertThat(own).containsExactly(true, false, true, false);
    }

    @Test
    void a_request_inside_a_pools_task_is_a_unit_of_its_own() {
        units.begin(Unit.Kind.TASK, false, true);
        Unit task = units.current();
        units.begin(Unit.Kind.REQUEST, false, true);

        assertThat(units.current().isRequest()).isTrue();
        units.end();
        assertThat(units.current()).isSameAs(task);
    }

    @Test
    void start_up_ends_with_the_first_request_that_is_no_probe() {
        units.begin(Unit.Kind.REQUEST, false, false);
        units.end();
        assertThat(units.phase()).isEqualTo(Phase.STARTUP);

        units.begin(Unit.Kind.REQUEST, false, true);
        assertThat(units.phase()).isEqualTo(Phase.REQUEST);
        units.end();
        assertThat(units.phase()).isEqualTo(Phase.JOB);
    }

    @Test
    void going_down_is_a_phase_of_its_own() {
        units.begin(Unit.Kind.REQUEST, false, true);
        units.stop();

        assertThat(units.phase()).isEqualTo(Phase.SHUTDOWN);
    }

    @Test
    void ends_more_than_begun_do_nothing() {
        units.end();
        units.begin(Unit.Kind.TASK, false, true);
        units.end();
        units.end();

        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void reset_ends_all_that_the_thread_is_in() {
        units.begin(Unit.Kind.TASK, false, true);
        Unit task = units.current();
        units.adopt(task);
        units.reset();

        assertThat(units.current()).isSameAs(Unit.NONE);
        assertThat(units.isOpen(task)).isFalse();
    }

    @Test
    void a_task_that_goes_on_after_its_request_does_not_reopen_it() {
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit request = units.current();
        units.end();
        units.adopt(request);

        assertThat(units.current()).isSameAs(request);
        assertThat(units.isOpen(request)).isFalse();
        units.end();
        assertThat(units.openNow()).isZero();
    }

    @Test
    void units_beyond_the_limit_are_counted_and_work_as_before() {
        AtomicLong dropped = new AtomicLong();
        Units few = new Units(2, (where, more) -> dropped.addAndGet(where.equals("units") ? more : 0));
        List<OpenUnit> never = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            few.begin(Unit.Kind.REQUEST, false, true);
            never.add(few.defer());
            few.end();
        }

        assertThat(dropped).hasValue(8);
        assertThat(few.openNow()).isEqualTo(10);
        assertThat(never).allMatch(one -> few.isOpen(one.unit()));

        few.begin(Unit.Kind.REQUEST, false, true);
        Unit last = few.current();
        assertThat(few.phase()).isEqualTo(Phase.REQUEST);
        UnitSlot<String> slot = few.slot(ended -> {});
        assertThat(slot.keep(few.open(), "ledger")).isEqualTo("ledger");
        few.end();
        never.forEach(few::complete);

        assertThat(few.current()).isSameAs(Unit.NONE);
        assertThat(few.hasServed()).isTrue();
        assertThat(few.openNow()).isZero();
        assertThat(few.isOpen(last)).isFalse();
    }

    @Test
    void a_unit_whose_thread_died_within_it_ends() throws InterruptedException {
        List<OpenUnit> begun = new ArrayList<>();
        Runnable begins = () -> {
            units.begin(Unit.Kind.TASK, false, true);
            begun.add(units.open());
        };
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(begins);
            thread.start();
            thread.join();
        }
        begins.run();
        List<String> heard = new ArrayList<>();
        UnitSlot<String> slot = units.slot(heard::add);
        slot.keep(begun.get(0), "ledger");

        units.tick(System.currentTimeMillis());

        assertThat(units.openNow()).isEqualTo(1);
        assertThat(heard).containsExactly("ledger");
        assertThat(begun.get(3).isEnded()).isFalse();
    }

    @Test
    void a_request_that_goes_on_elsewhere_outlives_the_thread_that_began_it() throws InterruptedException {
        List<OpenUnit> begun = new ArrayList<>();
        Thread thread = new Thread(() -> {
            units.begin(Unit.Kind.REQUEST, false, true);
            begun.add(units.defer());
        });
        thread.start();
        thread.join();

        units.tick(System.currentTimeMillis());
        assertThat(units.openNow()).isEqualTo(1);

        units.complete(begun.get(0));
        assertThat(units.openNow()).isZero();
    }

    @Test
    void each_end_matches_its_begin_however_deep_they_stand() {
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit request = units.current();
        for (int i = 0; i < 1_000; i++) {
            units.adopt(request);
            units.begin(Unit.Kind.TASK, false, true);
        }
        for (int i = 0; i < 2_000; i++) {
            units.end();
        }

        assertThat(units.current()).isSameAs(request);
        units.end();
        assertThat(units.openNow()).isZero();
    }

    @Test
    void what_a_thread_turned_to_ends_with_the_next_and_when_it_turns_away() {
        units.turnTo(Unit.Kind.BATCH, "orders");
        Unit first = units.current();
        units.turnTo(Unit.Kind.BATCH, "orders");
        Unit second = units.current();

        assertThat(first.route()).isEqualTo("orders");
        assertThat(second).isNotEqualTo(first);
        assertThat(units.isOpen(first)).isFalse();
        units.turnAway();
        units.turnAway();
        assertThat(units.isOpen(second)).isFalse();
        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void what_a_thread_turned_to_ends_with_the_task_that_it_was_in() {
        units.begin(Unit.Kind.TASK, false, true);
        Unit task = units.current();
        units.turnTo(Unit.Kind.BATCH, "");
        Unit batch = units.current();
        units.end();

        assertThat(units.isOpen(batch)).isFalse();
        assertThat(units.isOpen(task)).isFalse();
        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void inside_a_request_nothing_is_turned_to() {
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit request = units.current();
        units.turnTo(Unit.Kind.MESSAGE, "replies");

        assertThat(units.current()).isSameAs(request);
        units.turnAway();
        assertThat(units.current()).isSameAs(request);
        units.end();
        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void a_part_of_what_the_thread_turned_to_cannot_end_it() {
        units.turnTo(Unit.Kind.BATCH, "");
        Unit batch = units.current();
        units.begin(Unit.Kind.TASK, false, true);
        assertThat(units.current()).isSameAs(batch);
        units.turnAway();
        units.turnTo(Unit.Kind.BATCH, "");
        assertThat(units.current()).isSameAs(batch);
        units.end();

        assertThat(units.isOpen(batch)).isTrue();
    }

    @Test
    void a_message_of_a_batch_is_a_unit_of_its_own() {
        units.turnTo(Unit.Kind.BATCH, "");
        Unit batch = units.current();
        units.begin(Unit.Kind.MESSAGE, false, true);
        Unit message = units.current();
        units.end();

        assertThat(message.kind()).isEqualTo(Unit.Kind.MESSAGE);
        assertThat(units.isOpen(message)).isFalse();
        assertThat(units.current()).isSameAs(batch);
    }

    @Test
    void a_message_is_a_job_before_anything_was_served_and_ends_no_start_up() {
        units.begin(Unit.Kind.MESSAGE, false, true);
        assertThat(units.phase()).isEqualTo(Phase.JOB);
        units.end();
        assertThat(units.phase()).isEqualTo(Phase.STARTUP);

        units.begin(Unit.Kind.TASK, false, true);
        assertThat(units.phase()).isEqualTo(Phase.STARTUP);
        units.begin(Unit.Kind.SCHEDULE, false, true);
        assertThat(units.phase()).isEqualTo(Phase.JOB);
    }

    @Test
    void a_message_on_a_thread_that_still_counts_to_a_request_which_is_over_is_a_unit_of_its_own()
            throws InterruptedException {
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit request = units.current();
        Unit[] inside = new Unit[2];
        Thread consumer = new Thread(() -> {
            units.adopt(request);
            units.begin(Unit.Kind.MESSAGE, false, true);
            inside[0] = units.current();
            units.end();
            units.turnTo(Unit.Kind.BATCH, "");
            inside[1] = units.current();
        });
        units.end();
        consumer.start();
        consumer.join();

        assertThat(inside[0].kind()).isEqualTo(Unit.Kind.MESSAGE);
        assertThat(inside[1].kind()).isEqualTo(Unit.Kind.BATCH);
    }
}
