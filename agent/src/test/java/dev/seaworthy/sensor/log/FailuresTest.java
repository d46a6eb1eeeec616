package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ErrorAnswered;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final List<Observation> seen = new ArrayList<>();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Failures failures = new Failures(surroundings, new Observations() {
        @Override
        public void add(Observation observation) {
            seen.add(observation);
        }

        @Override
        public void count(String sense, long more) {}
    });

    /** A request that ends with status 500, of which no exception is known; {@code parts} says whether others work for it. */
    private OpenUnit begin(boolean parts) {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true, "GET /fails");
        OpenUnit request = surroundings.units().open();
        request.answered(500);
        if (parts) {
            request.part();
        }
        return request;
    }

    private void end(OpenUnit request) {
        failures.ended(request, null);
        surroundings.units().end();
    }

    private void traceOutside() {
        failures.traced(
                new IllegalStateException("of nobody knows whom"),
                surroundings.units().open(),
                null);
    }

    private void expectTold(boolean told) {
        failures.tick(System.currentTimeMillis(), true);
        assertThat(seen).hasSize(told ? 1 : 0);
        if (told) {
            assertThat(((ErrorAnswered) seen.get(0)).status()).isEqualTo(500);
        }
    }

    @Test
    void tells_a_request_whose_exception_nobody_took() {
        end(begin(false));
        expectTold(true);
    }

    /** As Netty takes the stack traces of its own exceptions when its classes are initialized. */
    @Test
    void takes_no_exception_for_that_of_a_request_which_began_later() {
        traceOutside();
        end(begin(true));
        expectTold(true);
    }

    @Test
    void takes_an_exception_that_a_server_logs_after_the_request_for_its_own() {
        end(begin(false));
        traceOutside();
        expectTold(false);
    }

    @Test
    void takes_an_exception_that_another_thread_logs_meanwhile_for_its_own() throws InterruptedException {
        OpenUnit request = begin(true);
        Thread other = new Thread(this::traceOutside);
        other.start();
        other.join();
        end(request);
        expectTold(false);
    }

    @Test
    void takes_an_exception_of_another_thread_for_no_one_s_if_the_request_never_left_its_own()
            throws InterruptedException {
        end(begin(false));
        Thread other = new Thread(this::traceOutside);
        other.start();
        other.join();
        expectTold(true);
    }
}
