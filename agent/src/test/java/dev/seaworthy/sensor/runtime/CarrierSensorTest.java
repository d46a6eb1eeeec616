package dev.seaworthy.sensor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Calls the sensor as woven code does; the forked tests prove that woven code calls it so. */
class CarrierSensorTest {

    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Units units = surroundings.units();
    private final CarrierSensor sensor = new CarrierSensor(surroundings);
    private final Object carrier = new Object();
    private final Map<String, Integer> roles = roles();

    @Test
    void a_task_continues_the_unit_that_it_was_given_in_once() {
        Unit request = inRequest(() -> sensor.enter(role("execute"), carrier, null, null));

        assertThat(around("runTask")).isSameAs(request);
        assertThat(around("runTask")).isSameAs(Unit.NONE);
    }

    @Test
    void what_was_made_in_a_unit_continues_it() {
        Unit request = inRequest(() -> sensor.exit(role("DefaultMonoSink.<init>"), null, carrier, null, null));

        assertThat(around("success")).isSameAs(request);
    }

    @Test
    void parts_continue_it_as_often_as_they_come() {
        Unit request = inRequest(() -> sensor.enter(role("startReceiver"), carrier, null, null));

        assertThat(List.of(around("drainReceiver"), around("drainReceiver"))).containsExactly(request, request);
    }

    @Test
    void a_context_continues_it_between_its_two_methods() {
        Unit request = inRequest(() -> sensor.exit(role("DuplicatedContext.<init>"), null, carrier, null, null));

        sensor.enter(role("VertxImpl.beginDispatch"), carrier, null, null);
        assertThat(units.current()).isSameAs(request);
        sensor.exit(role("VertxImpl.endDispatch"), null, null, null, null);
        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void what_is_made_elsewhere_to_run_another_continues_what_that_carries() {
        Object task = new Object();
        Unit request = inRequest(() -> sensor.enter(role("demand"), task, null, null));

        sensor.exit(role("SerializedInvoker$Link.<init>"), null, carrier, task, null);
        assertThat(around("SerializedInvoker$Link.run")).isSameAs(request);
        assertThat(around("SerializedInvoker$Link.run")).isSameAs(Unit.NONE);
    }

    @Test
    void a_loop_that_serves_many_continues_none() {
        Unit[] inside = new Unit[1];
        inRequest(() -> inside[0] = around("TaskQueue.run"));

        assertThat(inside[0]).isSameAs(Unit.NONE);
    }

    @Test
    void a_loop_that_serves_many_turns_from_one_to_the_next() {
        Unit first = inRequest(() -> sensor.exit(role("TaskQueue$Task.<init>"), null, carrier, null, null));
        Object other = new Object();
        Unit second = inRequest(() -> sensor.exit(role("TaskQueue$Task.<init>"), null, other, null, null));

        sensor.enter(role("TaskQueue.run"), carrier, null, null);
        sensor.enter(role("access$100"), carrier, null, null);
        assertThat(units.current()).isSameAs(first);
        sensor.enter(role("access$100"), other, null, null);
        assertThat(units.current()).isSameAs(second);
        sensor.enter(role("access$100"), new Object(), null, null);
        assertThat(units.current()).isSameAs(Unit.NONE);
        sensor.exit(role("TaskQueue.run"), null, carrier, null, null);
        assertThat(units.current()).isSameAs(Unit.NONE);
    }

    @Test
    void what_nobody_gave_stays_in_what_the_thread_is_in() {
        Unit[] inside = new Unit[1];
        Unit request = inRequest(() -> inside[0] = around("runTask"));

        assertThat(inside[0]).isSameAs(request);
    }

    private Unit inRequest(Runnable work) {
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit request = units.current();
        work.run();
        assertThat(units.current()).isSameAs(request);
        units.end();
        return request;
    }

    private Unit around(String method) {
        sensor.enter(role(method), carrier, null, null);
        Unit inside = units.current();
        sensor.exit(role(method), null, carrier, null, null);
        return inside;
    }

    private int role(String method) {
        return Objects.requireNonNull(roles.get(method), method);
    }

    /** By method, with and without its class. */
    private Map<String, Integer> roles() {
        HookTable table = new HookTable();
        sensor.hooks(table);
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < table.size(); i++) {
            Hook hook = table.get(i);
            String owner = hook.owner().substring(hook.owner().lastIndexOf('/') + 1);
            for (String method : hook.signature().replaceAll("\\(.*", "").split(",")) {
                found.put(method, hook.op());
                found.put(owner.substring(owner.indexOf('$') + 1) + "." + method, hook.op());
                found.put(owner + "." + method, hook.op());
            }
        }
        return found;
    }
}
