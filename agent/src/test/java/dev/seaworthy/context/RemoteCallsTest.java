package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.observation.Limit;
import dev.seaworthy.observation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
            public void begins(Outbound call) {
                heard.add("begins " + call.host());
            }

            @Override
            public void ends(Outbound call) {
                heard.add((call.isAbandoned() ? "abandoned " : "ends ") + call.host());
            }
        };
    }

    private void begin(String kind, int id, String host, long now) {
        begin(kind, id, host, false, now);
    }

    private Outbound begin(String kind, int id, String host, boolean wraps, long now) {
        Calling call = new Calling();
        call.clear("Client " + id, wraps);
        call.goesTo("https", host, 443);
        call.limits().connect(id * 100L, Limit.By.CLIENT);
        return calls.begin(kind, id, call, false, false, now);
    }

    @Test
    void a_client_inside_another_is_the_same_call() {
        begin("http", 1, "a", 0);
        begin("http", 1, "a", 5);
        begin("message", 2, "b", 10);
        calls.end("message", 2, false);
        calls.end("http", 1, false);
        assertThat(heard).containsExactly("begins a");
        calls.end("http", 1, false);

        assertThat(heard).containsExactly("begins a", "ends a");
    }

    @Test
    void the_outermost_client_names_a_call_and_the_innermost_gives_the_limits() {
        Outbound call = begin("http", 9, "orders", true, 0);
        assertThat(begin("http", 2, "10.0.0.7", false, 1)).isNull();
        assertThat(begin("http", 3, "tokens", false, 2)).isNotNull(); // by an interceptor
        calls.end("http", 3, false);
        calls.end("http", 2, false);

        assertThat(call.client()).isEqualTo("Client 9");
        assertThat(call.host()).isEqualTo("orders");
        assertThat(call.limits().connect()).isEqualTo(200);
        calls.end("http", 9, false);
        assertThat(heard).containsExactly("begins orders", "begins tokens", "ends tokens", "ends orders");
    }

    @Test
    void what_begins_after_a_call_that_may_never_end_is_a_call_of_its_own() {
        Calling call = new Calling();
        call.goesTo("http", "a", 80);
        calls.begin("http", 1, call, true);
        calls.begin("http", 1, call, true); // a redirect perhaps
        begin("http", 2, "a", 0);
        calls.end("http", 2, false);
        calls.begin("http", 3, call, true);
        calls.end("http", 3, true);

        assertThat(heard).containsExactly("begins a", "begins a", "ends a", "abandoned a", "begins a", "ends a");
    }

    @Test
    void an_asynchronous_call_leaves_its_thread_and_ends_once() {
        Calling call = new Calling();
        call.goesTo("https", "a", 443);
        Outbound sent = calls.send("http", 1, call);
        begin("http", 2, "a", 0);
        calls.end("http", 2, false);
        assertThat(calls.leave("http", 1)).isSameAs(sent);
        begin("http", 3, "b", 0);
        calls.end("http", 3, false);
        assertThat(heard).containsExactly("begins a", "begins b", "ends b");

        calls.end(sent, false);
        calls.end(sent, true);

        assertThat(heard).containsExactly("begins a", "begins b", "ends b", "ends a");
        assertThat(sent.hasFailed()).isFalse();
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

    @Test
    void what_a_call_may_only_read_changes_nothing() {
        Map<String, Boolean> changes = new TreeMap<>();
        for (String method : new String[] {"GET", "HEAD", "POST", "DELETE", "RPC"}) {
            Calling call = new Calling();
            call.clear("Test", false);
            call.goesTo("https", "pay.test", 443);
            call.method(method);
            changes.put(
                    method,
                    Objects.requireNonNull(calls.begin("http", method.hashCode(), call, false))
                            .hasSideEffects());
            calls.end("http", method.hashCode(), false);
        }
        assertThat(changes).isEqualTo(Map.of("GET", false, "HEAD", false, "POST", true, "DELETE", true, "RPC", false));
    }
}
