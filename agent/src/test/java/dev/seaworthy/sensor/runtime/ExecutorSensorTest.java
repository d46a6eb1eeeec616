package dev.seaworthy.sensor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls the sensor as woven code does; the forked tests prove that woven code calls it so. */
class ExecutorSensorTest {

    private static final int SUBMITTED = 0;
    private static final int BEFORE = 1;
    private static final int AFTER = 2;
    private static final int RUN = 3;
    private static final int PART = 4;

    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Units units = surroundings.units();
    private final ExecutorSensor sensor = new ExecutorSensor(surroundings);

    @Test
    void a_task_that_nobody_handed_over_is_a_unit_of_its_own() {
        Object task = new Object();
        sensor.enter(SUBMITTED, task, null, null);
        sensor.enter(BEFORE, task, null, null);

        assertThat(units.current().kind()).isEqualTo(Unit.Kind.TASK);
        sensor.enter(AFTER, null, null, null);
        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void a_task_of_a_request_continues_the_request() throws InterruptedException {
        Object task = new Object();
        units.begin(Unit.Kind.REQUEST, true, true);
        Unit request = units.current();
        sensor.enter(SUBMITTED, task, null, null);

        Unit[] inside = new Unit[1];
        Thread worker = new Thread(() -> {
            sensor.enter(BEFORE, task, null, null);
            sensor.enter(RUN, task, null, null);
            inside[0] = units.current();
            sensor.exit(RUN, null, task, null, null);
            sensor.enter(AFTER, null, null, null);
        });
        worker.start();
        worker.join();

        assertThat(inside[0]).isSameAs(request);
    }

    @Test
    void a_task_of_a_batch_is_a_unit_of_its_own() {
        Object task = new Object();
        units.turnTo(Unit.Kind.BATCH, "orders");
        sensor.enter(SUBMITTED, task, null, null);
        sensor.enter(BEFORE, task, null, null);

        assertThat(units.current().kind()).isEqualTo(Unit.Kind.TASK);
    }

    @Test
    void tasks_beyond_the_limit_are_counted() {
        AtomicLong dropped = new AtomicLong();
        Surroundings counting = new Surroundings(new Surroundings.Options() {
            @Override
            public @Nullable String get(String key) {
                return null;
            }

            @Override
            public void dropped(String where, long more) {
                dropped.addAndGet(where.equals("runtime.tasks") ? more : 0);
            }
        });
        ExecutorSensor full = new ExecutorSensor(counting);
        counting.units().begin(Unit.Kind.REQUEST, false, true);
        List<Object> tasks = new ArrayList<>();
        for (int i = 0; i < 20_007; i++) {
            tasks.add(new Object());
            full.enter(SUBMITTED, tasks.get(i), null, null);
        }

        assertThat(dropped).hasValue(7);
    }

    @Test
    void a_worker_that_died_within_its_task_leaves_no_unit_behind() throws InterruptedException {
        Thread worker = new Thread(() -> sensor.enter(BEFORE, new Object(), null, null));
        worker.start();
        worker.join();
        assertThat(units.openNow()).isEqualTo(1);

        sensor.tick(System.currentTimeMillis(), false);

        assertThat(units.openNow()).isZero();
    }

    @Test
    void a_pool_that_overrides_only_after_execute_leaves_nothing_behind() {
        sensor.enter(BEFORE, new Object(), null, null);
        Unit first = units.current();
        sensor.enter(BEFORE, new Object(), null, null);

        assertThat(units.current()).isNotSameAs(first);
        assertThat(units.isOpen(first)).isFalse();
    }

    @Test
    void a_task_that_throws_ends() {
        Object task = new Object();
        sensor.enter(RUN, task, null, null);
        sensor.thrown(RUN, new IllegalStateException(), task, null, null);

        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void a_part_that_nobody_handed_over_is_no_unit() {
        Object part = new Object();
        sensor.enter(PART, part, null, null);

        assertThat(units.current()).isSameAs(Unit.NONE);
        sensor.exit(PART, null, part, null, null);
    }

    @Test
    void a_part_of_a_request_continues_it_and_leaves_its_thread_in_nothing() throws InterruptedException {
        Object part = new Object();
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit request = units.current();
        sensor.exit(SUBMITTED, null, part, null, null);

        Unit[] inside = new Unit[2];
        Thread worker = new Thread(() -> {
            sensor.enter(PART, part, null, null);
            inside[0] = units.current();
            sensor.exit(PART, null, part, null, null);
            inside[1] = units.current();
        });
        worker.start();
        worker.join();

        assertThat(inside[0]).isSameAs(request);
        assertThat(inside[1]).isSameAs(Unit.NONE);
        assertThat(units.isOpen(request)).isTrue();
    }
}
