package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.observation.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteCallsTest {

    private static final long MINUTE = 60_000_000_000L;

    private final Units units = new Units((where, more) -> {});
    private final RemoteCalls calls = new RemoteCalls(units);
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void listen() {
        assertThat(calls.isHeard()).isFalse();
        calls.listen(into(heard));
        assertThat(calls.isHeard()).isTrue();
    }

    private static RemoteCalls.Hears into(List<String> heard) {
        return new RemoteCalls.Hears() {
            @Override
            public void begins(RemoteCalls.RemoteCall call) {
                heard.add("begins " + call.host());
            }

            @Override
            public void ends(RemoteCalls.RemoteCall call) {
                heard.add((call.isAbandoned() ? "abandoned " : "ends ") + call.host());
            }
        };
    }

    private void begin(String kind, int id, String host, long now) {
        calls.begin(kind, id, "https", host, 443, false, now);
    }

    @Test
    void a_client_inside_another_is_the_same_call() {
        begin("http", 1, "a", 0);
        begin("http", 1, "a", 5);
        begin("message", 2, "b", 10);
        calls.end("message", 2, false);
        calls.end("http", 1, false);

        assertThat(heard).containsExactly("begins a", "ends a");
    }

    @Test
    void a_call_whose_end_was_missed_does_not_hide_those_of_the_next_request() {
        units.begin(Unit.Kind.REQUEST, false, true);
        begin("http", 1, "a", 0);
        units.end();
        units.begin(Unit.Kind.REQUEST, false, true);
        begin("http", 1, "b", MINUTE);
        calls.end("http", 1, false);

        assertThat(heard).containsExactly("begins a", "abandoned a", "begins b", "ends b");
    }

    @Test
    void a_call_whose_end_was_missed_does_not_hide_others_for_good() {
        begin("http", 1, "a", 0);
        begin("message", 2, "b", MINUTE);
        begin("message", 2, "c", 3 * MINUTE);
        calls.end("message", 2, false);

        assertThat(heard).containsExactly("begins a", "abandoned a", "begins c", "ends c");
    }

    @Test
    void one_listener_that_fails_harms_neither_the_others_nor_the_call() {
        calls.listen(into(List.of())); // cannot be added to
        List<String> also = new ArrayList<>();
        calls.listen(into(also));

        begin("http", 1, "a", 0);
        calls.end("http", 1, false);

        assertThat(heard).containsExactly("begins a", "ends a");
        assertThat(also).containsExactly("begins a", "ends a");
        assertThatThrownBy(() -> units.tick(0)).hasRootCauseInstanceOf(UnsupportedOperationException.class);
    }
}
