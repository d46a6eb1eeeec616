package dev.seaworthy.rule.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.LineRepeated;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.RouteLogged;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Noted;
import org.junit.jupiter.api.Test;

class FloodTest {

    private Flood rule = new Flood(new Surroundings(key -> null));
    private final Noted noted = new Noted();

    private void route(long requests, long medianEvents, long medianBytes, long traces) {
        rule.inspect(
                new RouteLogged(
                        LogOrigins.request("GET /orders"),
                        requests,
                        medianEvents,
                        medianBytes,
                        medianEvents * requests,
                        medianBytes * requests,
                        traces,
                        LogOrigins.LOGGER),
                noted);
    }

    private void line(Phase phase, long events, long all, int seconds) {
        Site site = LogOrigins.site("com.acme.Orders", 9);
        rule.inspect(
                new LineRepeated(LogOrigins.at(phase, "", site), LogOrigins.LOGGER, "INFO", events, all, seconds),
                noted);
    }

    @Test
    void flags_more_than_fifty_events_of_a_request() {
        route(5, 51, 4_000, 0);
        assertThat(noted.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.target()).isEqualTo("GET /orders");
            assertThat(found.message())
                    .isEqualTo("A request logs 51 events with 4000 characters (median of 5 requests)");
        });
        route(9, 51, 4_000, 0);
        assertThat(noted.confirmed().get(1).occurrences()).isEqualTo(4);
    }

    @Test
    void flags_more_than_twenty_thousand_characters() {
        route(3, 2, 20_001, 0);
        assertThat(noted.confirmed()).hasSize(1);
    }

    @Test
    void flags_more_than_one_stack_trace_for_each_request() {
        route(4, 6, 600, 6);
        assertThat(noted.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("stack-trace");
            assertThat(found.message()).isEqualTo("A request logs 1.5 stack traces on average (6 in 4 requests)");
        });
    }

    @Test
    void flags_a_line_that_logs_a_hundred_times_a_second_for_a_minute() {
        line(Phase.REQUEST, 9_000, 100_000, 60);
        assertThat(noted.confirmed()).hasSize(1);
    }

    @Test
    void flags_a_line_that_is_a_third_of_the_log() {
        line(Phase.JOB, 400, 1_000, 0);
        assertThat(noted.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).isEqualTo("This line logged 400 of 1000 events"));
    }

    @Test
    void projects_a_day_and_its_price() {
        rule = new Flood(new Surroundings(key -> key.equals("target-rps") ? "100" : null));
        route(5, 60, 25_000, 0);
        assertThat(noted.confirmed().get(0).message())
                .endsWith(": at 100 requests per second 216.0 GB a day, which costs 108 USD at 0.50 USD per GB");
    }

    @Test
    void stays_silent_about_a_few_events_of_a_request() {
        route(500, 50, 20_000, 500);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_fewer_than_three_requests() {
        route(2, 100, 30_000, 9);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_a_short_log() {
        line(Phase.REQUEST, 999, 999, 59);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_outside_of_requests_and_jobs() {
        line(Phase.STARTUP, 9_000, 10_000, 60);
        assertThat(noted.found).isEmpty();
    }
}
