package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalhostEndpointTest {

    private final Surroundings container = Seen.surroundings("container", "false");
    private final LocalhostEndpoint inContainer = new LocalhostEndpoint(container);
    private final LocalhostEndpoint onMachine = new LocalhostEndpoint(Seen.surroundings("vm", "false"));

    private static Found only(List<Found> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void flags_a_refused_call_in_a_container() {
        Found found =
                only(Seen.to("http://localhost:8081/x").ended(Outcome.REFUSED).judgedBy(inContainer));

        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(found.variant()).isNull();
        assertThat(found.target()).isEqualTo("http://localhost:8081");
    }

    @Test
    void flags_a_refused_sidecar_port_in_a_container() {
        assertThat(only(Seen.to("http://localhost:4318").ended(Outcome.REFUSED).judgedBy(inContainer))
                        .severity())
                .isEqualTo(Severity.BLOCKER);
    }

    @Test
    void flags_a_call_to_itself() {
        Found found = only(Seen.to("http://127.0.0.1:8080").ownPort().judgedBy(inContainer));

        assertThat(found.variant()).isEqualTo("self-call");
        assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void flags_localhost_outside_a_container_as_medium() {
        assertThat(only(Seen.to("http://localhost:8081").judgedBy(onMachine)).severity())
                .isEqualTo(Severity.MEDIUM);
        assertThat(only(Seen.to("http://localhost:8081").ended(Outcome.REFUSED).judgedBy(onMachine))
                        .severity())
                .isEqualTo(Severity.MEDIUM);
    }

    @Test
    void flags_the_machine_around_the_container() {
        assertThat(only(Seen.to("http://host.docker.internal:8081").judgedBy(inContainer))
                        .severity())
                .isEqualTo(Severity.MEDIUM);
        assertThat(only(Seen.to("http://host.docker.internal:8081")
                                .ended(Outcome.REFUSED)
                                .judgedBy(inContainer))
                        .severity())
                .isEqualTo(Severity.BLOCKER);
    }

    @Test
    void flags_tunnels_mock_services_and_bare_public_addresses() {
        for (String uri :
                List.of("https://abc.ngrok.io", "https://webhook.site/x", "https://httpbin.org", "https://8.8.8.8")) {
            assertThat(only(Seen.to(uri).judgedBy(inContainer)).variant())
                    .as(uri)
                    .isEqualTo("dev-endpoint");
        }
    }

    @Test
    void retracts_a_refusal_when_a_sidecar_comes_up() {
        Noted noted = new Noted();
        inContainer.inspect(
                Seen.to("http://localhost:8081").ended(Outcome.REFUSED).call(), noted);
        inContainer.inspect(Seen.to("http://localhost:8081").call(), noted);

        assertThat(noted.resolved).hasSize(1);
    }

    @Test
    void stays_silent_when_another_process_answers_in_a_container() {
        assertThat(Seen.to("http://localhost:8081").judgedBy(inContainer)).isEmpty();
    }

    @Test
    void stays_silent_when_a_known_sidecar_port_answers() {
        for (int port : new int[] {15001, 3500, 8200, 4318, 8126}) {
            assertThat(Seen.to("http://localhost:" + port).judgedBy(onMachine)).isEmpty();
        }
    }

    @Test
    void stays_silent_about_tests_and_their_stand_ins() throws IOException {
        assertThat(Seen.to("http://localhost:8080")
                        .ownPort()
                        .inside("org.junit.platform.X")
                        .judgedBy(onMachine))
                .isEmpty();
        try (ServerSocket standIn = new ServerSocket(0)) {
            container.ports().add(standIn.getLocalPort(), standIn, true);
            Seen call = Seen.to("http://localhost:" + standIn.getLocalPort()).ownPort();
            assertThat(call.judgedBy(inContainer)).isEmpty();
        }
    }

    @Test
    void stays_silent_about_where_measurements_go_and_not_about_calls_that_are_measured() {
        Seen exporter = Seen.to("http://localhost:4318")
                .ended(Outcome.REFUSED)
                .through("io.opentelemetry.exporter.internal.http.HttpExporter", "export");
        assertThat(exporter.judgedBy(inContainer)).isEmpty();
        Seen measured = Seen.to("http://localhost:8081")
                .ended(Outcome.REFUSED)
                .through("brave.okhttp3.TracingCallFactory", "execute")
                .inside("io.micrometer.core.instrument.AbstractTimer");
        assertThat(measured.judgedBy(inContainer)).hasSize(1);
    }

    @Test
    void flags_an_address_with_the_property_that_it_came_from() {
        System.setProperty("test.orders.url", "http://localhost:8089/orders");
        try {
            Found found =
                    only(Seen.to("http://localhost:8089").ended(Outcome.REFUSED).judgedBy(inContainer));
            assertThat(found.message()).endsWith("; the address is that of the system property test.orders.url");
            assertThat(found.evidence()).containsEntry("address-from", "system property test.orders.url");
        } finally {
            System.clearProperty("test.orders.url");
        }
    }

    @Test
    void stays_silent_about_a_health_check_of_itself_at_start() {
        assertThat(Seen.to("http://localhost:8080")
                        .ownPort()
                        .phase(Phase.STARTUP)
                        .judgedBy(inContainer))
                .isEmpty();
    }

    @Test
    void stays_silent_while_the_end_is_open() {
        assertThat(Seen.to("http://localhost:8081").ended(Outcome.PENDING).judgedBy(onMachine))
                .isEmpty();
    }

    @Test
    void stays_silent_about_ordinary_hosts() {
        for (String uri :
                List.of("https://shop.test", "http://orders:8080", "http://10.0.0.7", "http://169.254.169.254")) {
            assertThat(Seen.to(uri).judgedBy(inContainer)).as(uri).isEmpty();
        }
    }
}
