package dev.seaworthy.sensor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinsTest {

    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Units units = surroundings.units();
    private final RemoteCalls remote = surroundings.remoteCalls();
    private final Joins joins = new Joins(remote, units);
    private final List<String> waited = new ArrayList<>();
    private Unit unit = Unit.NONE;

    @BeforeEach
    void listen() {
        remote.listen(new RemoteCalls.Hears() {
            @Override
            public void begins(Outbound call) {}

            @Override
            public void ends(Outbound call) {}

            @Override
            public void waited(Outbound call, long nanos) {
                waited.add(call.method() + " " + call.target());
            }
        });
        units.begin(Unit.Kind.REQUEST, false, true);
        unit = units.current();
    }

    private static Calling to(String host) {
        Calling call = new Calling();
        call.clear("Test", false);
        call.goesTo("https", host, 443);
        call.method("POST");
        return call;
    }

    /** Another thread calls, for that unit. */
    private void elsewhere(Unit of, String... hosts) throws InterruptedException {
        Thread other = new Thread(() -> {
            units.adopt(of);
            for (String host : hosts) {
                remote.begin("http", 1, to(host), false);
                remote.end("http", 1, false);
            }
            units.end();
        });
        other.start();
        other.join();
    }

    @Test
    void a_task_s_call_holds_up_the_thread_that_waits_for_the_task() throws InterruptedException {
        joins.begins();
        elsewhere(unit, "a", "b");
        joins.ends();

        assertThat(waited).containsExactly("POST https://b:443");
    }

    @Test
    void a_call_of_another_unit_holds_up_nobody() throws InterruptedException {
        joins.begins();
        elsewhere(Unit.NONE, "a");
        elsewhere(new Unit(unit.id() + 1, Unit.Kind.REQUEST, false, ""), "b");
        joins.ends();

        assertThat(waited).isEmpty();
    }

    @Test
    void nor_does_one_that_nobody_waits_for() throws InterruptedException {
        elsewhere(unit, "a");
        joins.begins();
        joins.ends();
        elsewhere(unit, "b");

        assertThat(waited).isEmpty();
    }

    @Test
    void a_call_that_the_thread_sent_itself_comes_first() throws InterruptedException {
        Outbound own = remote.send("http", 2, to("own"));
        assertThat(own).isNotNull();
        remote.leave("http", 2);
        joins.sent(own, null);
        joins.begins();
        elsewhere(unit, "other");
        remote.end(own, false);
        joins.ends();

        assertThat(waited).containsExactly("POST https://own:443");
    }

    @Test
    void a_thread_without_work_waits_for_nothing_that_is_known() throws InterruptedException {
        units.end();
        joins.begins();
        elsewhere(unit, "a");
        joins.ends();

        assertThat(waited).isEmpty();
    }
}
