package dev.seaworthy.rule.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ErrorAnswered;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Noted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorSwallowedTest {

    private static final String FAILURE = "com.acme.OrderFailure";

    private final ErrorSwallowed rule = new ErrorSwallowed();
    private final Noted noted = new Noted();

    private void answered(String route, int status, String exception, int errors, int calls) {
        rule.inspect(new ErrorAnswered(LogOrigins.request(route), status, exception, "", errors, errors, calls), noted);
    }

    @Test
    void flags_one_error_that_nothing_was_logged_of() {
        answered("GET /orders", 500, "", 0, 0);
        assertThat(noted.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.target()).isEqualTo("GET /orders");
            assertThat(found.message())
                    .isEqualTo("A request was answered with status 500, and no exception was logged");
        });
    }

    @Test
    void flags_an_exception_of_which_only_the_message_was_logged() {
        answered("GET /orders", 500, FAILURE, 1, 1);
        assertThat(noted.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.message()).contains("because of com.acme.OrderFailure");
            assertThat(found.evidence()).containsEntry("exception", FAILURE);
        });
    }

    @Test
    void flags_a_request_that_got_no_response() {
        answered("GET /orders", 0, FAILURE, 0, 0);
        assertThat(noted.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).startsWith("A request got no response because of"));
    }

    @Test
    void names_the_class_that_handles_the_exception() {
        Site site = LogOrigins.site("com.acme.Orders", 12);
        Origin origin = LogOrigins.at(Phase.REQUEST, "", site);
        rule.inspect(new ErrorAnswered(origin, 500, FAILURE, "", 0, 0, 0), noted);
        assertThat(noted.confirmed().get(0).fix())
                .isEqualTo("Log the exception once, with its stack trace, where Orders handles it.");
        assertThat(noted.confirmed().get(0).target()).isEqualTo("requests");
    }

    /** What it says may be all there is to say. */
    @Test
    void only_suspects_an_error_that_was_logged_without_any_exception() {
        answered("GET /orders", 500, "", 1, 0);
        assertThat(noted.found).hasSize(1);
        assertThat(noted.confirmed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 503, 502, 504})
    void stays_silent_about_a_status_that_is_set_on_purpose(int status) {
        answered("GET /orders", status, "", 0, 0);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_what_is_not_implemented() {
        answered("GET /orders", 501, "java.lang.UnsupportedOperationException", 0, 0);
        assertThat(noted.found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /health", "GET /actuator/health", "GET /readyz"})
    void stays_silent_about_health_probes(String route) {
        answered(route, 500, FAILURE, 0, 0);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_a_gateway() {
        answered("GET /orders", 502, FAILURE, 0, 1);
        answered("GET /orders", 500, "", 0, 1);
        assertThat(noted.found).isEmpty();
    }

    private void failed(Unit.Kind kind, String route, String exception, String thrownAt) {
        Origin origin = new Origin(1, Phase.JOB, new Unit(7, kind, false, route), Site.UNKNOWN, 1);
        rule.inspect(new ErrorAnswered(origin, 0, exception, thrownAt, 0, 0, 0), noted);
    }

    @Test
    void flags_jobs_whose_exception_was_not_logged() {
        failed(Unit.Kind.SCHEDULE, "com.acme.Nightly.run", FAILURE, "com.acme.Nightly.run(Nightly.java:12)");
        failed(Unit.Kind.MESSAGE, "orders", FAILURE, "");
        failed(Unit.Kind.TASK, "", FAILURE, "com.acme.Poller.poll(Poller.java:7)");
        assertThat(noted.confirmed())
                .extracting(found -> found.target() + ": " + found.message())
                .containsExactly(
                        "com.acme.Nightly.run: A scheduled run failed because of com.acme.OrderFailure, and its stack trace"
                                + " was not logged",
                        "orders: A message was not processed because of com.acme.OrderFailure, and its stack trace was not"
                                + " logged",
                        "com.acme.Poller.poll(Poller.java:7): A repeated task ended for good because of"
                                + " com.acme.OrderFailure, and its stack trace was not logged");
    }

    @Test
    void flags_a_task_that_an_exception_of_the_application_ends_whatever_it_is_called() {
        failed(Unit.Kind.TASK, "", "com.acme.PaymentCancelledException", "com.acme.Poller.poll(Poller.java:7)");
        assertThat(noted.confirmed()).hasSize(1);
    }

    @Test
    void stays_silent_about_tasks_that_end_themselves_and_those_of_libraries() {
        failed(Unit.Kind.TASK, "", "java.util.concurrent.CancellationException", "com.acme.Poller.poll(Poller.java:7)");
        failed(Unit.Kind.NONE, "", FAILURE, "");
        failed(Unit.Kind.MESSAGE, "orders", "", "");
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_outside_of_requests() {
        rule.inspect(
                new ErrorAnswered(
                        LogOrigins.at(Phase.SHUTDOWN, "GET /orders", Site.UNKNOWN), 500, FAILURE, "", 0, 0, 0),
                noted);
        assertThat(noted.found).isEmpty();
    }
}
