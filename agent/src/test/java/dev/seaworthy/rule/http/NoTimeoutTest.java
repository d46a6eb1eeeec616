package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.CallSent.Outcome;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoTimeoutTest {

    private final NoTimeout rule = new NoTimeout();

    private Found only(Seen seen) {
        List<Found> found = seen.judgedBy(rule);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void flags_a_call_without_any_timeout_at_once() {
        Found found =
                only(Seen.to("http://orders.acme.com/x?token=1").timeouts(0, 0).took(12));

        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.severity()).isEqualTo(Severity.HIGH);
        assertThat(found.target()).isEqualTo("http://orders.acme.com:80");
        assertThat(found.message())
                .isEqualTo("Calls by HttpURLConnection have no timeout; the slowest so far took 12 ms");
        assertThat(found.fix()).contains("setConnectTimeout(1000)", "setReadTimeout(1000)");
    }

    @Test
    void flags_a_missing_connect_timeout_as_medium() {
        Found found = only(Seen.to("https://orders.acme.com").timeouts(0, 3_000));

        assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(found.message()).contains("have no connect timeout");
    }

    @Test
    void flags_a_missing_response_timeout_in_a_job() {
        Found found = only(Seen.to("https://orders.acme.com").phase(Phase.JOB).timeouts(500, 0));

        assertThat(found.severity()).isEqualTo(Severity.HIGH);
        assertThat(found.message()).contains("have no response timeout");
    }

    @Test
    void flags_a_call_that_hangs_as_it_hangs() {
        Found found = only(Seen.to("https://orders.acme.com")
                .timeouts(0, 0)
                .ended(Outcome.PENDING)
                .took(2_100));

        assertThat(found.severity()).isEqualTo(Severity.HIGH);
        assertThat(found.message()).contains("one is still waiting after 2100 ms");
    }

    @Test
    void flags_more_than_a_minute_as_long() {
        Found found = only(Seen.to("https://orders.acme.com").timeouts(2_000, 180_000));

        assertThat(found.variant()).isEqualTo("long");
        assertThat(found.severity()).isEqualTo(Severity.LOW);
        assertThat(found.message()).contains("may wait for 180 s");
    }

    @Test
    void flags_a_bounded_call_as_low_only() {
        Found found = only(Seen.to("https://orders.acme.com").timeouts(0, 0).bounded());

        assertThat(found.severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void flags_a_loopback_process_that_answers_as_low_only() {
        assertThat(only(Seen.to("http://localhost:9000").timeouts(0, 0)).severity())
                .isEqualTo(Severity.LOW);
    }

    @Test
    void flags_a_loopback_process_that_hangs_at_the_end_only() {
        Noted noted = new Noted();
        Seen hanging = Seen.to("http://localhost:9000").timeouts(0, 0).ended(Outcome.PENDING);
        rule.inspect(hanging.call(), noted);
        assertThat(noted.found).isEmpty();

        rule.conclude(noted);

        assertThat(noted.found)
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.HIGH));
    }

    @Test
    void flags_a_slow_loopback_process_as_low_with_its_count() {
        Noted noted = new Noted();
        rule.inspect(
                Seen.to("http://localhost:9000")
                        .timeouts(0, 0)
                        .ended(Outcome.PENDING)
                        .call(),
                noted);
        rule.inspect(Seen.to("http://localhost:9000").timeouts(0, 0).calls(0).call(), noted);
        rule.conclude(noted);

        assertThat(noted.found).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.LOW);
            assertThat(found.occurrences()).isEqualTo(1);
        });
    }

    @Test
    void flags_a_class_loader_that_loads_over_http_as_info_only() {
        Found found =
                only(Seen.to("http://repo.acme.com").timeouts(0, 0).through("java.net.URLClassLoader", "findClass"));

        assertThat(found.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void flags_the_missing_connect_timeout_of_an_event_stream() {
        Found found = only(Seen.to("https://events.acme.com").timeouts(0, 0).streaming());

        assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void stays_silent_about_an_event_stream_with_a_connect_timeout() {
        assertThat(Seen.to("https://events.acme.com")
                        .timeouts(2_000, 0)
                        .streaming()
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void stays_silent_with_both_timeouts() {
        assertThat(Seen.to("https://orders.acme.com").timeouts(2_000, 60_000).judgedBy(rule))
                .isEmpty();
    }

    @Test
    void stays_silent_at_start_and_at_the_end() {
        for (Phase phase : List.of(Phase.STARTUP, Phase.SHUTDOWN, Phase.IDLE)) {
            assertThat(Seen.to("https://orders.acme.com")
                            .timeouts(0, 0)
                            .phase(phase)
                            .judgedBy(rule))
                    .isEmpty();
        }
    }

    @Test
    void names_the_api_of_the_client() {
        assertThat(only(Seen.to("https://a.acme.com")
                                .client("java.net.http")
                                .timeouts(0, 0)
                                .took(900))
                        .fix())
                .contains("HttpClient.newBuilder().connectTimeout", "timeout(Duration.ofMillis(5000))");
        assertThat(only(Seen.to("https://b.acme.com").timeouts(0, 0).through("java.net.URL", "openStream"))
                        .fix())
                .contains("Replace URL.openStream()");
        assertThat(only(Seen.to("https://c.acme.com")
                                .timeouts(0, 0)
                                .through("org.springframework.http.client.SimpleClientHttpRequest", "executeInternal")
                                .through("org.springframework.web.client.RestTemplate", "getForObject"))
                        .fix())
                .contains("SimpleClientHttpRequestFactory", "setReadTimeout(1000)");
        assertThat(only(Seen.to("https://d.acme.com").timeouts(0, 0).inside("org.springframework.web.servlet.X"))
                        .fix())
                .startsWith("Call setConnectTimeout");
    }

    @Test
    void counts_the_calls_that_were_not_looked_at() {
        assertThat(only(Seen.to("https://orders.acme.com").timeouts(0, 0).calls(968))
                        .occurrences())
                .isEqualTo(968);
    }
}
