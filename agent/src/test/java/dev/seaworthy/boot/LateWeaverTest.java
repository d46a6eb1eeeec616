package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import dev.seaworthy.weave.Weaver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LateWeaverTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final long HOUR_MILLIS = 3_600_000;

    private final Counts dropped = new Counts();
    private final Counts errors = new Counts();
    private final HookTable table = new HookTable();
    private final AtomicInteger retransformed = new AtomicInteger();
    private final AtomicInteger classes = new AtomicInteger();
    private final List<Class<?>> loaded = new ArrayList<>();
    private final LateWeaver late = newOne();

    private LateWeaver newOne() {
        HookStatus status = new HookStatus();
        return new LateWeaver(instrumentation(), table, new Weaver(table, "Bridge", status), status, dropped, errors);
    }

    @Test
    void the_thread_that_ends_the_agent_and_the_agents_own_are_never_in_it_at_once() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            LateWeaver shared = newOne();
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            for (int i = 0; i < 50; i++) {
                shared.later(() -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                });
            }
            Thread agent = new Thread(shared::work);
            agent.start();
            shared.finish(LONG.toMillis());
            agent.join();
            assertThat(most.get()).isEqualTo(1);
        }
    }

    @Test
    void what_the_application_waits_for_waits_for_no_answer_and_for_nothing_that_came_before() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        late.ask(() -> {
            asked.countDown();
            awaitGate(answer);
            order.add("answered");
        });
        late.later(() -> order.add("later"));
        Thread agent = new Thread(late::work);
        late.runOn(agent);
        agent.start();
        asked.await();

        Hook hook = Hook.on("x", "x/Y", "z", null, new Receiver() {}, 0).atEntry();
        late.weave(
                Map.of(LateWeaverTest.class, List.of(hook)),
                LONG.toMillis(),
                LateWeaverTest.class,
                () -> order.add("woven"));
        answer.countDown();
        agent.join();

        assertThat(order).startsWith("woven").contains("later");
    }

    @Test
    void the_end_does_not_wait_for_a_task_that_hangs_and_no_other_begins_after_it() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        late.later(() -> {
            hangs.countDown();
            awaitGate(gate);
        });
        late.later(done::incrementAndGet);
        Thread agent = new Thread(late::work);
        agent.start();
        hangs.await();

        late.finish(10);

        assertThat(dropped.get("late")).isEqualTo(1);
        gate.countDown();
        agent.join();
        late.later(done::incrementAndGet);
        late.work();
        assertThat(done.get()).isZero();
        assertThat(dropped.get("late")).isEqualTo(2);
    }

    @Test
    void nobody_waits_for_what_will_not_be_done() {
        Thread agent = new Thread(() -> {});
        late.runOn(agent);
        late.finish(10);

        late.weave(LateWeaverTest.class, List.of(hook("m")), HOUR_MILLIS);
        late.hurry(HOUR_MILLIS);

        assertThat(retransformed.get()).isZero();
    }

    @Test
    void a_task_that_weaves_does_not_do_what_waits_behind_it() {
        List<String> order = new ArrayList<>();
        late.later(() -> {
            late.weave(
                    Map.of(LateWeaverTest.class, List.of(hook("m"))),
                    0,
                    LateWeaverTest.class,
                    () -> order.add("woven"));
            order.add("first");
        });
        late.later(() -> order.add("second"));

        late.work();

        assertThat(order).containsExactly("woven", "first", "second");
    }

    @Test
    void a_task_that_fails_harms_no_other() {
        AtomicInteger done = new AtomicInteger();
        late.later(() -> {
            throw new AssertionError("the first");
        });
        late.later(done::incrementAndGet);

        late.work();

        assertThat(done.get()).isEqualTo(1);
        assertThat(errors.get("late")).isEqualTo(1);
    }

    @Test
    void weaves_a_class_once_and_says_when_its_hooks_are_in_place() {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            late.weave(
                    Map.of(LateWeaverTest.class, List.of(hook("m"))),
                    0,
                    LateWeaverTest.class,
                    () -> told.add("in place"));
            late.work();
        }
        assertThat(told).hasSize(3);
        assertThat(retransformed.get()).isEqualTo(1);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void a_class_that_a_thousand_loaders_have_is_woven_in_few_batches_and_not_everywhere() throws Exception {
        String name = Copied.class.getName().replace('.', '/');
        Hook hook = Hook.on("test.hook", name, "m", "()V", new Receiver() {}, 0).atEntry();
        for (int i = 0; i < 1_000; i++) {
            loaded.add(new CopyLoader().copy());
        }
        AtomicInteger inPlace = new AtomicInteger();
        for (Class<?> copy : loaded) {
            late.weave(Map.of(copy, List.of(hook)), 0, copy, inPlace::incrementAndGet);
            late.work();
        }
        assertThat(retransformed.get()).isLessThanOrEqualTo(3);
        assertThat(inPlace.get()).isEqualTo(classes.get()).isEqualTo(129);
        assertThat(dropped.get("late-copies")).isEqualTo(1_000 - 129);
        assertThat(errors.get("late")).isZero();
    }

    /** What each loader has a copy of. */
    static final class Copied {
        void m() {}
    }

    private static final class CopyLoader extends ClassLoader {
        Class<?> copy() throws IOException {
            try (InputStream file = LateWeaverTest.class.getResourceAsStream(
                    "/" + Copied.class.getName().replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(Copied.class.getName(), bytes, 0, bytes.length);
            }
        }
    }

    @Test
    void what_the_table_has_no_room_for_is_never_said_to_be_in_place() {
        for (int i = 0; i < HookTable.MOST; i++) {
            table.add(hook("before" + i));
        }
        List<String> told = new ArrayList<>();
        late.weave(
                Map.of(LateWeaverTest.class, List.of(hook("late"))),
                0,
                LateWeaverTest.class,
                () -> told.add("in place"));
        late.work();

        assertThat(told).isEmpty();
        assertThat(table.refused()).isEqualTo(1);
    }

    @Test
    void a_task_that_weaves_has_its_hooks_when_weaving_returns() {
        AtomicInteger seen = new AtomicInteger();
        late.later(() -> {
            late.weave(LateWeaverTest.class, List.of(hook("m")), HOUR_MILLIS);
            seen.set(table.size());
        });
        Thread agent = new Thread(late::work);
        late.runOn(agent);
        agent.start();
        await().atMost(LONG).until(() -> !agent.isAlive());
        assertThat(seen.get()).isEqualTo(1);
    }

    @Test
    void what_the_application_calls_back_is_the_agents_own_work_until_it_returns() {
        List<Boolean> busy = new ArrayList<>();
        late.calledBack(() -> {
            busy.add(Guard.here().busy);
            late.calledBack(() -> busy.add(Guard.here().busy));
            busy.add(Guard.here().busy);
        });
        busy.add(Guard.here().busy);
        assertThat(busy).containsExactly(true, true, true, false);
    }

    @Test
    void nothing_but_the_end_of_the_thread_comes_out_of_a_call_back() {
        List<Throwable> failures =
                List.of(new AssertionError("ours"), new IllegalStateException("ours"), new StackOverflowError());
        for (Throwable failure : failures) {
            late.calledBack(() -> AgentThreadTest.<RuntimeException>sneak(failure));
            assertThat(Guard.here().busy).isFalse();
        }
        assertThat(errors.get("callback")).isEqualTo(failures.size());
        assertThatThrownBy(() -> late.calledBack(() -> AgentThreadTest.<RuntimeException>sneak(AgentThreadTest.dead())))
                .hasSameClassAs(AgentThreadTest.dead());
    }

    @Test
    void an_agent_that_has_left_is_not_called_back() {
        late.finish(10);
        AtomicInteger called = new AtomicInteger();
        late.calledBack(called::incrementAndGet);
        assertThat(called.get()).isZero();
    }

    private static Hook hook(String method) {
        return Hook.on("test.hook", "a/B", method, "()V", new Receiver() {}, 0).atEntry();
    }

    private static void awaitGate(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                LateWeaverTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "isModifiableClass" -> true;
                    case "retransformClasses" -> {
                        retransformed.incrementAndGet();
                        classes.addAndGet(((Class<?>[]) arguments[0]).length);
                        yield null;
                    }
                    case "getAllLoadedClasses" -> loaded.toArray(new Class<?>[0]);
                    default -> null;
                });
    }
}
