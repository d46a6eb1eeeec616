package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
        HookTable later = table(earlier.end(), 2);
        Dispatcher dispatcher = new Dispatcher(later, new HookStatus());

        for (int old = 0; old < earlier.end(); old++) {
            dispatcher.entered(old, "a", null, null);
            dispatcher.exited(old, "r", "a", null, null);
            dispatcher.threw(old, new IllegalStateException(), "a", null, null);
        }
        assertThat(received).isEmpty();
        assertThat(dispatcher.errors()).isZero();

        dispatcher.entered(earlier.end(), "a", null, null);
        dispatcher.exited(earlier.end() + 1, "r", "a", null, null);
        assertThat(received).containsExactly("enter 0 a", "exit 1 r");
    }

    @Test
    void tables_number_on() {
        assertThat(table(0, 3).end()).isEqualTo(3);
        assertThat(table(3, 200).end()).isEqualTo(203);
        assertThat(table(3, 200).get(202).op()).isEqualTo(199);
    }

    private HookTable table(int first, int hooks) {
        HookTable table = new HookTable(first);
        for (int op = 0; op < hooks; op++) {
            table.add(Hook.on("test.hook", "a/B", "m" + op, "()V", receiver, op).atEntry());
        }
        return table;
    }
}
