package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.SocketOpened;
import dev.seaworthy.observation.Target;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoTimeoutTest {

    private final NoTimeout rule = new NoTimeout(Seen.surroundings("vm", "auto"));

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
    void flags_a_grpc_call_without_a_deadline() {
        Found found = only(Seen.to("https://orders.acme.com")
                .client("gRPC")
                .timeouts(-1, 0)
                .took(12));

        assertThat(found.variant()).isEqualTo("grpc");
        assertThat(found.severity()).isEqualTo(Severity.HIGH);
        assertThat(found.message()).isEqualTo("Calls by gRPC have no deadline; the slowest so far took 12 ms");
        assertThat(found.fix()).contains("withDeadlineAfter(1000, TimeUnit.MILLISECONDS)");
    }

    @Test
    void stays_silent_when_a_grpc_call_has_a_deadline() {
        Seen call = Seen.to("https://orders.acme.com").client("gRPC");

        assertThat(call.timeouts(-1, 0).whole(3_000).judgedBy(rule)).isEmpty();
    }

    @Test
    void flags_a_connection_to_a_mail_server_by_the_timeouts_that_it_lacks() {
        Seen mail = Seen.to("smtp://mail.acme.com").client("Jakarta Mail");

        assertThat(only(mail.timeouts(0, 0))).satisfies(found -> {
            assertThat(found.variant()).isEqualTo("mail");
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
            assertThat(found.fix()).contains("mail.smtp.timeout");
        });
        assertThat(only(mail.timeouts(0, 3_000)).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(mail.timeouts(2_000, 3_000).judgedBy(rule)).isEmpty();
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
    void flags_a_body_that_the_timeout_does_not_cover() {
        Found found = only(Seen.to("https://orders.acme.com").whole(2_000).headOnly());

        assertThat(found.variant()).isEqualTo("body");
        assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(found.message()).contains("ends with the head of the response, so the body is not bounded");
        assertThat(only(Seen.to("http://localhost:9000").whole(2_000).headOnly())
                        .severity())
                .isEqualTo(Severity.LOW);
    }

    @Test
    void stays_silent_about_a_body_that_is_bounded_endless_or_did_not_come() {
        for (Seen fine : List.of(
                Seen.to("https://orders.acme.com").whole(2_000).headOnly().bounded(),
                Seen.to("https://orders.acme.com").whole(2_000).headOnly().streaming(),
                Seen.to("https://orders.acme.com").whole(2_000).headOnly().ended(Outcome.FAILED))) {
            assertThat(fine.judgedBy(rule)).isEmpty();
        }
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
                .contains("HttpClient.newBuilder().connectTimeout", "orTimeout(5000, TimeUnit.MILLISECONDS)");
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

    private List<Found> socket(int connectMillis, long... units) {
        Noted noted = new Noted();
        for (long unit : units) {
            Place place = new Place("com.acme.Mail", "send", "Mail.java", 7);
            Origin origin = new Origin(
                    1_000,
                    Phase.REQUEST,
                    new Unit(unit, Unit.Kind.REQUEST, false),
                    new Site(place, true, List.of(place)),
                    1);
            Target target = new Target("tcp", "mail.acme.com", 25, HostClass.PUBLIC, false);
            rule.inspect(new SocketOpened(origin, target, connectMillis), noted);
        }
        return noted.found;
    }

    @Test
    void flags_a_socket_of_an_unknown_client_in_the_second_unit() {
        Found found = socket(0, 1, 2).get(1);

        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.variant()).isEqualTo("socket");
        assertThat(found.severity()).isEqualTo(Severity.HIGH);
        assertThat(found.target()).isEqualTo("tcp://mail.acme.com:25");
        assertThat(socket(500, 3, 4).get(1).severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void stays_silent_about_limits_that_are_unknown() {
        assertThat(Seen.to("https://orders.acme.com").timeouts(-1, -1).judgedBy(rule))
                .isEmpty();
    }

    @Test
    void takes_a_limit_of_the_whole_call_for_both() {
        assertThat(Seen.to("https://orders.acme.com")
                        .timeouts(0, 0)
                        .whole(2_000)
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void flags_nothing_but_shows_limits_if_asked_to() {
        NoTimeout showing = new NoTimeout(new Surroundings(key -> key.equals("calls.show-limits") ? "true" : null));
        Found found = Seen.to("https://orders.acme.com")
                .timeouts(500, 600)
                .judgedBy(showing)
                .get(0);

        assertThat(found.severity()).isEqualTo(Severity.INFO);
        assertThat(found.variant()).isEqualTo("limits");
        assertThat(found.evidence()).containsEntry("connect-timeout", "500 ms by client");
    }

    @Test
    void stays_silent_about_a_socket_that_one_unit_opened() {
        assertThat(socket(0, 5, 5)).noneMatch(Found::isConfirmed);
    }
}
