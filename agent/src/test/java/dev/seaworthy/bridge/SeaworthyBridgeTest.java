package dev.seaworthy.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeaworthyBridgeTest {

    private final Failing failing = new Failing();

    /** An agent's side that fails as it is told. */
    private static final class Failing extends SeaworthyBridge {
        private Throwable thrown = new IllegalStateException("ours");
        private int told;

        @SuppressWarnings("unchecked")
        private <T extends Throwable> void fail() throws T {
            throw (T) thrown;
        }

        @Override
        protected void entered(int hook, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
            fail();
        }

        @Override
        protected void exited(
                int hook, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
            fail();
        }

        @Override
        protected void threw(int hook, Throwable seen, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
            fail();
        }

        @Override
        protected void binds(int hook, Object self, int index, long bits) {
            fail();
        }

        @Override
        protected void binds(int hook, Object self, int index, @Nullable Object value) {
            fail();
        }

        @Override
        protected void failed(int hook, Throwable ours) {
            told++;
            fail();
        }
    }

    private static void callAll() {
        SeaworthyBridge.enter(1, "a", "b", "c");
        SeaworthyBridge.exit("result", 1, "a", "b", "c");
        SeaworthyBridge.thrown(new IllegalStateException("theirs"), 1, "a", "b", "c");
        SeaworthyBridge.bound(1, "a", 1, 5L);
        SeaworthyBridge.bound(1, "a", 1, "value");
    }

    @AfterEach
    void disconnect() {
        SeaworthyBridge.connect(null);
    }

    @Test
    void whatever_fails_behind_it_ends_here() {
        SeaworthyBridge.connect(failing);
        for (Throwable one : new Throwable[] {
            new IllegalStateException("ours"),
            new OutOfMemoryError("ours"),
            new StackOverflowError(),
            new Exception("ours")
        }) {
            failing.thrown = one;
            callAll();
        }
        assertThat(failing.told).isEqualTo(20);
    }

    @Test
    @SuppressWarnings("removal")
    void who_stops_the_application_s_thread_stops_it() {
        SeaworthyBridge.connect(failing);
        failing.thrown = new ThreadDeath();

        assertThatThrownBy(SeaworthyBridgeTest::callAll).isSameAs(failing.thrown);
        assertThat(failing.told).isZero();
    }
}
