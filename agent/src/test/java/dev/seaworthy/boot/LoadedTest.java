package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadedTest {

    private final List<List<Class<?>>> asked = new ArrayList<>();

    /** Answers as the JVM does whose {@code Thread} class spoils every batch. */
    private final Instrumentation instrumentation = (Instrumentation) Proxy.newProxyInstance(
            LoadedTest.class.getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "getAllLoadedClasses":
                        return new Class<?>[] {String.class, Thread.class, Object.class, Integer.class};
                    case "isModifiableClass":
                        return arguments[0] != Integer.class;
                    default:
                        List<Class<?>> types = Arrays.asList((Class<?>[]) arguments[0]);
                        asked.add(types);
                        if (types.contains(Thread.class)) {
                            throw new VerifyError();
                        }
                        return null;
                }
            });

    private final Loaded loaded = new Loaded(instrumentation);

    @Test
    void finds_by_name_what_can_be_woven() {
        assertThat(loaded.of(Set.of("java/lang/String", "java/lang/Integer", "no/Such")))
                .containsExactly(String.class);
    }

    @Test
    void one_batch_is_enough_where_nothing_refuses() {
        assertThat(loaded.retransform(List.of(String.class, Object.class))).isEmpty();
        assertThat(loaded.retransform(List.of())).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_class_that_spoils_the_batch_keeps_no_other_from_it() {
        assertThat(loaded.retransform(List.of(String.class, Thread.class, Object.class)))
                .containsExactly(Thread.class);
        assertThat(asked.subList(1, 4))
                .containsExactly(List.of(String.class), List.of(Thread.class), List.of(Object.class));
    }
}
