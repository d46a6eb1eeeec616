package dev.seaworthy.sensor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Failure;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.CallFailed;
import dev.seaworthy.observation.CallRetried;
import dev.seaworthy.observation.CallsRepeated;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnitCallsTest {

    private final List<Observation> seen = new ArrayList<>();
    private final Map<String, Long> counted = new HashMap<>();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Units units = surroundings.units();
    private final RemoteCalls remote = surroundings.remoteCalls();
    private final UnitCalls calls = new UnitCalls(surroundings, new Observations() {
        @Override
        public void add(Observation one) {
            seen.add(one);
        }

        @Override
        public void count(String sense, long more) {
            counted.merge(sense, more, Long::sum);
        }
    });
    private int last;

    @BeforeEach
    void listen() {
        remote.listen(calls);
    }

    private Outbound begin(String method, String host, String path, String query, Object request) {
        Calling call = new Calling();
        call.clear("Test", false);
        call.goesTo("https", host, 443);
        call.method(method);
        call.path(path, query);
        call.request(request);
        Outbound begun = remote.begin("http", ++last, call, false);
        assertThat(begun).isNotNull();
        return begun;
    }

    private void call(String path, int status) {
        call("GET", "pay.test", path, null, null, status, Failure.NONE);
    }

    private void call(
            String method, String host, String path, String query, Object request, int status, Failure failure) {
        Outbound call = begin(method, host, path, query, request);
        if (call.errand().asksForHeaders()) {
            call.errand().keyed(false);
        }
        call.status(status);
        call.failure(failure);
        remote.end("http", last, failure != Failure.NONE);
    }

    private void request(int status, Runnable work) {
        units.begin(Unit.Kind.REQUEST, false, true, "GET /basket");
        work.run();
        units.open().answered(status);
        units.end();
    }

    private <T> List<T> seen(Class<T> type) {
        calls.tick(0, true);
        return seen.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void a_loop_is_reported_with_its_route() {
        request(200, () -> {
            for (int id = 0; id < 6; id++) {
                call("/price/" + id + "/now", 200);
            }
        });

        CallsRepeated loop = seen(CallsRepeated.class).get(0);
        assertThat(loop.route()).isEqualTo("/price/{}/now");
        assertThat(loop.times()).isEqualTo(6);
        assertThat(loop.legs().get(0).target().url()).isEqualTo("https://pay.test:443");
        assertThat(loop.origin().unit().route()).isEqualTo("GET /basket");
        assertThat(seen).hasSize(1);
    }

    @Test
    void pages_and_the_same_are_counted() {
        request(200, () -> {
            for (int page = 0; page < 6; page++) {
                call("GET", "pay.test", "/orders", "page=" + page, null, 200, Failure.NONE);
                call("/settings", 200);
            }
        });

        assertThat(seen(CallsRepeated.class)).extracting(CallsRepeated::paged).containsExactlyInAnyOrder(5, 0);
        assertThat(seen(CallsRepeated.class))
                .extracting(CallsRepeated::identical)
                .containsExactlyInAnyOrder(0, 5);
    }

    @Test
    void calls_to_many_are_reported_together() {
        request(200, () -> {
            for (int i = 0; i < 9; i++) {
                call("/all/" + (char) ('a' + i), 200);
            }
        });

        assertThat(seen(CallsRepeated.class)).hasSize(1);
        assertThat(seen(CallsRepeated.class).get(0).route()).isEmpty();
        assertThat(seen(CallsRepeated.class).get(0).times()).isEqualTo(9);
    }

    @Test
    void attempts_are_one_call() {
        request(503, () -> {
            for (int i = 0; i < 9; i++) {
                call("/rate", 503);
            }
        });

        CallRetried retried = seen(CallRetried.class).get(0);
        assertThat(retried.tries()).isEqualTo(9);
        assertThat(retried.gapNanos()).hasSize(8);
        assertThat(retried.failure()).isEqualTo("status 503");
        assertThat(retried.resent()).isFalse();
        assertThat(seen(CallsRepeated.class)).isEmpty();
        assertThat(seen(CallFailed.class)).isEmpty();
    }

    @Test
    void a_post_that_may_have_arrived_is_sent_again() {
        Object order = new Object();
        request(503, () -> {
            call("POST", "pay.test", "/orders", null, order, 0, Failure.TIMEOUT);
            call("POST", "pay.test", "/orders", null, order, 503, Failure.NONE);
        });
        request(503, () -> {
            call("POST", "pay.test", "/refused", null, order, 0, Failure.UNREACHABLE);
            call("POST", "pay.test", "/refused", null, order, 503, Failure.NONE);
        });

        CallRetried retried = seen(CallRetried.class).get(0);
        assertThat(retried.route()).isEqualTo("/orders");
        assertThat(retried.resent()).isTrue();
        assertThat(retried.sameRequest()).isTrue();
        assertThat(seen(CallRetried.class)).hasSize(1);
    }

    @Test
    void a_failure_that_nobody_is_told_of_is_reported() {
        request(200, () -> call("/rate", 503));
        request(200, () -> call("GET", "pay.test", "/closed", null, null, 0, Failure.UNREACHABLE));
        units.begin(Unit.Kind.SCHEDULE, false, true, "nightly");
        call("/nightly", 500);
        units.end();

        assertThat(seen(CallFailed.class))
                .extracting(CallFailed::failure)
                .containsExactly("status 503", "unreachable", "status 500");
    }

    @Test
    void a_failure_that_somebody_knows_of_is_none() {
        request(502, () -> call("/rate", 503));
        request(200, () -> call("/rate", 404));
        request(200, () -> {
            call("/rate", 503);
            call("GET", "other.test", "/rate", null, null, 200, Failure.NONE);
        });
        request(200, () -> call("GET", "pay.test", "/rate", null, null, 0, Failure.CANCELLED));
        request(200, () -> {
            call("/rate", 503);
            surroundings.complaints().add(units.open());
        });
        units.begin(Unit.Kind.SCHEDULE, false, true, "nightly");
        call("/nightly", 500);
        units.open().failed(new IllegalStateException());
        units.end();

        assertThat(seen(CallFailed.class)).isEmpty();
        assertThat(seen).isEmpty();
    }

    @Test
    void calls_without_a_path_are_told_apart_by_their_hosts() {
        request(200, () -> {
            call("RPC", "stock.test", null, null, null, 200, Failure.NONE);
            call("RPC", "pay.test", null, null, null, 503, Failure.NONE);
        });

        assertThat(seen(CallFailed.class))
                .extracting(seen -> seen.target().host())
                .containsExactly("pay.test");
    }

    @Test
    void a_warning_before_the_failure_tells_nothing_of_it() {
        request(200, () -> {
            surroundings.complaints().add(units.open());
            call("/rate", 503);
        });

        assertThat(seen(CallFailed.class)).hasSize(1);
    }

    @Test
    void calls_outside_of_any_work_and_beyond_the_limit_are_not_kept() {
        for (int i = 0; i < 9; i++) {
            call("/rate", 503);
        }
        request(200, () -> {
            for (int i = 0; i < 40; i++) {
                call("GET", "host" + i, "/", null, null, 200, Failure.NONE);
            }
        });

        assertThat(seen(CallFailed.class)).isEmpty();
        assertThat(counted).containsEntry("http.unit.dropped", 8L);
    }
}
