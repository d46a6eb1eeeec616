package dev.seaworthy.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.bridge.SeaworthyBridge;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Woven code says when a future is completed, if its class is awaited. */
class CompletionTest {

    private final Side side = new Side();
    private Function<Boolean, Object> promise;

    @BeforeEach
    void weave() throws Exception {
        HookTable table = new HookTable();
        table.add(Hook.on("test", name(), "complete,other", null, new Receiver() {}, 0)
                .atCompletion());
        byte[] original;
        try (InputStream in = Promise.class.getResourceAsStream("CompletionTest$Promise.class")) {
            original = in.readAllBytes();
        }
        HookStatus status = new HookStatus();
        byte[] woven = new Weaver(table, Loom.BRIDGE, status)
                .transform(getClass().getClassLoader(), name(), null, null, original);
        assertThat(status.entries()).allMatch(HookStatus.Entry::installed);
        promise = made(woven);
        side.open();
    }

    @AfterEach
    void close() {
        side.close();
    }

    private static String name() {
        return Promise.class.getName().replace('.', '/');
    }

    @SuppressWarnings("unchecked")
    private static Function<Boolean, Object> made(byte[] woven) throws ReflectiveOperationException, IOException {
        var constructor = new Throwaway()
                .add(Promise.class.getName(), woven)
                .loadClass(Promise.class.getName())
                .getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Function<Boolean, Object>) constructor.newInstance();
    }

    @Test
    void nobody_is_told_while_none_is_awaited() {
        assertThat(promise.apply(true)).isEqualTo("true 1");
        assertThat(side.completed).isEmpty();
    }

    @Test
    void tells_of_the_awaited_class_what_was_completed() {
        side.awaits(promise.getClass());

        assertThat(promise.apply(true)).isEqualTo("true 1");
        assertThat(side.completed).containsExactly(promise);
    }

    @Test
    void tells_nothing_of_what_somebody_else_had_completed_before() {
        side.awaits(promise.getClass());

        assertThat(promise.apply(false)).isEqualTo("false 1");
        assertThat(side.completed).isEmpty();
    }

    @Test
    void tells_of_any_class_if_any_is_awaited() {
        side.awaits(Object.class);
        promise.apply(true);

        assertThat(side.completed).containsExactly(promise);
    }

    @Test
    void tells_nothing_of_other_classes() {
        side.awaits(String.class);
        promise.apply(true);

        assertThat(side.completed).isEmpty();
    }

    /** Something to complete. */
    private static final class Promise implements Function<Boolean, Object> {

        boolean complete(Boolean first) {
            return first;
        }

        /** Says nothing of itself. */
        int other(Boolean first) {
            return 1;
        }

        @Override
        public Object apply(Boolean first) {
            return complete(first) + " " + other(first);
        }
    }

    /** The agent's side. */
    private static final class Side extends SeaworthyBridge {
        private final List<Object> completed = new ArrayList<>();

        void open() {
            connect(this);
        }

        void close() {
            await(null);
            connect(null);
        }

        void awaits(Class<?> type) {
            await(type);
        }

        @Override
        protected void entered(int hook, Object a, Object b, Object c) {}

        @Override
        protected void exited(int hook, Object result, Object a, Object b, Object c) {
            completed.add(a);
        }

        @Override
        protected void threw(int hook, Throwable thrown, Object a, Object b, Object c) {}

        @Override
        protected void binds(int hook, Object self, int index, long bits) {}

        @Override
        protected void binds(int hook, Object self, int index, Object value) {}

        @Override
        protected void failed(int hook, Throwable ours) {
            throw new AssertionError(ours);
        }
    }
}
