package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import dev.seaworthy.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WeavingTest {

    private static final long LONG_MILLIS = 60_000;

    private final List<List<Class<?>>> asked = new CopyOnWriteArrayList<>();
    private volatile @Nullable Class<?> spoils;

    /** Takes down what it is to retransform; one class spoils every batch that it is in. */
    private final Instrumentation instrumentation = (Instrumentation) Proxy.newProxyInstance(
            WeavingTest.class.getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("isModifiableClass")) {
                    return true;
                }
                List<Class<?>> types = Arrays.asList((Class<?>[]) arguments[0]);
                asked.add(types);
                if (types.contains(spoils)) {
                    throw new VerifyError();
                }
                return null;
            });

    private final Counts dropped = new Counts();
    private final HookTable table = new HookTable();
    private final HookStatus status = new HookStatus();
    private final Weaver weaver = new Weaver(table, "Bridge", status);
    private final LateWeaver late = new LateWeaver(instrumentation, table, weaver, status, dropped, new Counts());
    private volatile boolean over;
    private final Thread agent = new Thread(this::work, "agent of a test");

    static class Base {}

    static class Middle extends Base {}

    static class Last extends Middle {}

    @BeforeEach
    void start() {
        late.runOn(agent);
        agent.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        over = true;
        agent.join();
    }

    private void work() {
        while (!over) {
            late.rest(1_000_000);
            late.work();
        }
    }

    private static Map<Class<?>, List<Hook>> hierarchy(Class<?>... types) {
        Map<Class<?>, List<Hook>> hierarchy = new LinkedHashMap<>();
        for (Class<?> type : types) {
            String owner = type.getName().replace('.', '/');
            hierarchy.put(
                    type,
                    List.of(Hook.on("test", owner, "run", null, new Receiver() {}, 0)
                            .give()
                            .atEntry()));
        }
        return hierarchy;
    }

    @Test
    void a_hierarchy_is_woven_in_one_batch_and_waited_for_once() {
        AtomicInteger inPlace = new AtomicInteger();
        late.weave(
                hierarchy(Last.class, Middle.class, Base.class), LONG_MILLIS, Middle.class, inPlace::incrementAndGet);

        assertThat(asked).containsExactly(List.of(Last.class, Middle.class, Base.class));
        assertThat(inPlace).hasValue(1);
    }

    @Test
    void what_was_woven_with_another_class_is_not_woven_again() {
        late.weave(hierarchy(Middle.class, Base.class), LONG_MILLIS, null, () -> {});
        late.weave(hierarchy(Last.class, Middle.class, Base.class), LONG_MILLIS, null, () -> {});

        assertThat(asked).containsExactly(List.of(Middle.class, Base.class), List.of(Last.class));
    }

    @Test
    void a_class_that_the_jvm_refuses_keeps_no_other_from_being_woven() {
        spoils = Base.class;
        AtomicInteger base = new AtomicInteger();
        AtomicInteger last = new AtomicInteger();
        late.weave(hierarchy(Last.class, Base.class), LONG_MILLIS, Base.class, base::incrementAndGet);
        late.weave(hierarchy(Last.class, Base.class), LONG_MILLIS, Last.class, last::incrementAndGet);

        assertThat(asked).containsExactly(List.of(Last.class, Base.class), List.of(Last.class), List.of(Base.class));
        assertThat(base).hasValue(0);
        assertThat(last).hasValue(1);
        assertThat(dropped.get("late-refused")).isEqualTo(1);
    }
}
