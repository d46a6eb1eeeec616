package dev.seaworthy.sensor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls the sensor as woven code does; the forked tests prove that woven code calls it so. */
class WorkSensorTest {

    private static final int MESSAGE = 0;
    private static final int SCHEDULE = 1;
    private static final int FETCH = 2;
    private static final int NEXT = 3;
    private static final int AWAY = 4;
    private static final int NAMED = 5;

    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Units units = surroundings.units();
    private final WorkSensor sensor = new WorkSensor(surroundings, new Looked());

    /** As Kafka's. */
    public record ConsumerRecord(String topic) {}

    /** As that of JMS. */
    public record Message(@Nullable Destination destination) {
        public @Nullable Destination getJMSDestination() {
            if (destination == null) {
                throw new IllegalStateException("closed");
            }
            return destination;
        }
    }

    public record Destination(String name) {
        public String getQueueName() {
            return name;
        }
    }

    @Test
    void a_message_is_a_unit_that_knows_its_queue() {
        Unit unit = delivered(new Message(new Destination("orders")));

        assertThat(unit.kind()).isEqualTo(Unit.Kind.MESSAGE);
        assertThat(unit.route()).isEqualTo("orders");
        assertThat(units.isOpen(unit)).isFalse();
    }

    @Test
    void a_delivery_that_throws_ends() {
        sensor.enter(MESSAGE, new Object(), null, null);
        sensor.thrown(MESSAGE, new IllegalStateException(), null, null, null);

        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void what_looks_like_an_identifier_is_left_out() {
        assertThat(delivered(new ConsumerRecord("replies-to.4711-0815")).route())
                .isEqualTo("replies-to.{}-{}");
        assertThat(delivered(new ConsumerRecord("v2.orders")).route()).isEqualTo("v2.orders");
        assertThat(delivered(new ConsumerRecord("x".repeat(50))).route()).isEqualTo("{}");
    }

    @Test
    void a_message_that_does_not_say_is_a_unit_all_the_same() {
        for (Object silent : new Object[] {new Object(), new Message(null), List.of()}) {
            Unit unit = delivered(silent);

            assertThat(unit.kind()).isEqualTo(Unit.Kind.MESSAGE);
            assertThat(unit.route()).isEmpty();
        }
    }

    @Test
    void several_messages_at_once_are_a_batch() {
        ConsumerRecord one = new ConsumerRecord("orders");

        assertThat(delivered(List.of(one)).kind()).isEqualTo(Unit.Kind.MESSAGE);
        assertThat(delivered(List.of(one, one)).kind()).isEqualTo(Unit.Kind.BATCH);
        assertThat(delivered(List.of(one, one)).route()).isEqualTo("orders");
    }

    @Test
    void messages_that_a_thread_fetched_are_its_work_until_it_fetches_again() {
        sensor.enter(FETCH, null, null, null);
        sensor.exit(FETCH, List.of(new ConsumerRecord("orders")), null, null, null);
        Unit first = units.current();
        sensor.enter(FETCH, null, null, null);

        assertThat(first.kind()).isEqualTo(Unit.Kind.MESSAGE);
        assertThat(first.route()).isEqualTo("orders");
        assertThat(units.isOpen(first)).isFalse();
        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void a_fetch_that_brought_nothing_begins_nothing() {
        for (Object nothing : new Object[] {List.of(), null}) {
            sensor.enter(FETCH, null, null, null);
            sensor.exit(FETCH, nothing, null, null, null);

            assertThat(units.current()).isSameAs(Unit.NONE);
        }
    }

    @Test
    void closing_the_consumer_ends_what_was_fetched() {
        sensor.exit(FETCH, List.of(new ConsumerRecord("orders")), null, null, null);
        sensor.enter(AWAY, null, null, null);

        assertThat(units.current()).isSameAs(Unit.NONE);
        assertThat(units.openNow()).isZero();
    }

    @Test
    void a_job_has_the_name_that_its_shell_was_made_with() {
        Object shell = new Object();
        sensor.exit(NAMED, null, shell, new Destination("nightly"), null);
        sensor.enter(SCHEDULE, shell, null, null);

        assertThat(units.current().kind()).isEqualTo(Unit.Kind.SCHEDULE);
        assertThat(units.current().route()).isEqualTo("nightly");
        sensor.exit(SCHEDULE, null, shell, null, null);
        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void a_timers_thread_is_in_one_task_after_the_other() {
        sensor.enter(AWAY, null, null, null);
        sensor.exit(NEXT, null, null, null, null);
        Unit first = units.current();
        sensor.enter(AWAY, null, null, null);
        assertThat(units.current()).isSameAs(Unit.NONE);
        sensor.exit(NEXT, null, null, null, null);

        assertThat(first.kind()).isEqualTo(Unit.Kind.TASK);
        assertThat(units.current()).isNotEqualTo(first);
        assertThat(units.openNow()).isEqualTo(1);
    }

    private Unit delivered(Object message) {
        sensor.enter(MESSAGE, message, null, null);
        Unit unit = units.current();
        sensor.exit(MESSAGE, null, message, null, null);
        return unit;
    }
}
