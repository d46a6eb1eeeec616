package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {

    private final List<String> received = new ArrayList<>();
    private final Receiver receiver = new Receiver() {
        @Override
        public void enter(int op, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
            received.add("enter " + op + " " + a);
        }

        @Override
        public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
            received.add("exit " + op + " " + result);
        }
    };

    @Test
    void code_that_an_earlier_agent_wove_reaches_no_hook_of_a_later_one() {
        HookTable earlier = table(0, 3);
        int end = earlier.close();
        HookTable later = table(end, 2);
        Dispatcher dispatcher = new Dispatcher(later, new HookStatus());

        for (int old = 0; old < end; old++) {
            dispatcher.entered(old, "a", null, null);
            dispatcher.exited(old, "r", "a", null, null);
            dispatcher.threw(old, new IllegalStateException(), "a", null, null);
        }
        assertThat(received).isEmpty();
        assertThat(dispatcher.errors()).isZero();

        dispatcher.entered(end, "a", null, null);
        dispatcher.exited(end + 1, "r", "a", null, null);
        assertThat(received).containsExactly("enter 0 a", "exit 1 r");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32_766, 65_534, Integer.MAX_VALUE - 1, Integer.MIN_VALUE, -3})
    void numbers_go_on_without_end(int first) {
        HookTable earlier = table(first, 200);
        HookTable later = table(earlier.close(), 200);
        Dispatcher dispatcher = new Dispatcher(later, new HookStatus());

        for (int i = 0; i < 200; i++) {
            dispatcher.entered(first + i, "a", null, null);
            dispatcher.failed(first + i, new IllegalStateException());
        }
        assertThat(received).isEmpty();
        dispatcher.entered(first + 200, "a", null, null);
        dispatcher.entered(first + 399, "a", null, null);
        assertThat(received).containsExactly("enter 0 a", "enter " + 199 % Receiver.EXIT + " a");
    }

    @Test
    void one_switch_tells_the_points_of_all_hooks_apart() {
        List<String> points = new ArrayList<>();
        Receiver one = new Receiver() {
            @Override
            public void at(
                    int point, @Nullable Object outcome, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
                points.add(point + " " + outcome + " " + a + b + c);
            }
        };
        int last = Receiver.EXIT - 1;
        HookTable table = new HookTable();
        table.add(Hook.on("test.first", "a/B", "m", "()V", one, 0).atEntry());
        table.add(Hook.on("test.last", "a/B", "n", "()V", one, last).atEntry());
        Dispatcher dispatcher = new Dispatcher(table, new HookStatus());

        for (int hook = 0; hook < 2; hook++) {
            dispatcher.entered(hook, "a", "b", "c");
            dispatcher.exited(hook, "result", "a", "b", "c");
            dispatcher.threw(hook, new StackOverflowError(), "a", "b", "c");
        }

        assertThat(points)
                .containsExactly(
                        "0 null abc",
                        Receiver.EXIT + " result abc",
                        Receiver.THROWN + " java.lang.StackOverflowError abc",
                        last + " null abc",
                        last + Receiver.EXIT + " result abc",
                        last + Receiver.THROWN + " java.lang.StackOverflowError abc");
        assertThatThrownBy(() -> table.add(Hook.on("test.more", "a/B", "o", "()V", one, Receiver.EXIT)
                        .atEntry()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_table_that_is_full_counts_what_it_drops() {
        HookTable table = table(40_000, HookTable.MOST);
        assertThat(table.firstRefused()).isNull();

        assertThat(table.add(
                        Hook.on("test.late", "a/C", "m", "()V", receiver, 7).atEntry()))
                .isFalse();
        assertThat(table.add(
                        Hook.on("test.later", "a/D", "m", "()V", receiver, 8).atEntry()))
                .isFalse();

        assertThat(table.refused()).isEqualTo(2);
        assertThat(table.firstRefused()).isNotNull().extracting(Hook::owner).isEqualTo("a/C");
        assertThat(table.of("a/C")).isNull();
        Dispatcher dispatcher = new Dispatcher(table, new HookStatus());
        dispatcher.entered(40_000 + HookTable.MOST - 1, "a", null, null);
        assertThat(received).containsExactly("enter " + (HookTable.MOST - 1) % Receiver.EXIT + " a");
    }

    @Test
    void a_table_that_was_left_takes_no_more_hooks() {
        HookTable table = table(0, 3);
        assertThat(table.close()).isEqualTo(3);
        assertThat(table.add(
                        Hook.on("test.late", "a/C", "m", "()V", receiver, 7).atEntry()))
                .isFalse();
        assertThat(table.close()).isEqualTo(3);
        assertThat(table.refused()).isZero();
    }

    private HookTable table(int first, int hooks) {
        HookTable table = new HookTable(first);
        for (int op = 0; op < hooks; op++) {
            table.add(Hook.on("test.hook", "a/B", "m" + op, "()V", receiver, op % Receiver.EXIT)
                    .atEntry());
        }
        return table;
    }
}
