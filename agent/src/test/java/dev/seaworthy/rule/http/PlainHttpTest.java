package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainHttpTest {

    private final PlainHttp rule = new PlainHttp(Seen.surroundings("vm", "false"));

    private Found only(Seen seen) {
        List<Found> found = seen.judgedBy(rule);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void flags_a_public_host() {
        Found found = only(Seen.to("http://shop.test/orders?x=1"));

        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.severity()).isEqualTo(Severity.HIGH);
        assertThat(found.target()).isEqualTo("http://shop.test:80");
        assertThat(found.fix()).isEqualTo("Use https://shop.test.");
    }

    @Test
    void flags_credentials_to_any_host_but_this_machine() {
        for (String host : List.of("shop.test", "orders.svc.cluster.local", "10.1.2.3", "tunnel.ngrok.io")) {
            Found found = only(Seen.to("http://" + host).with("Authorization header"));

            assertThat(found.variant()).isEqualTo("credentials");
            assertThat(found.severity()).isEqualTo(Severity.BLOCKER);
            assertThat(found.message()).endsWith("carry credentials: Authorization header");
        }
    }

    @Test
    void flags_an_internal_host_as_info_only() {
        assertThat(only(Seen.to("http://orders.svc.cluster.local")).severity()).isEqualTo(Severity.INFO);
        assertThat(only(Seen.to("http://orders:8080")).severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void flags_a_permanent_redirect_to_https_of_the_same_host_as_medium() {
        assertThat(only(Seen.to("http://shop.test").answered(301, "https://shop.test"))
                        .severity())
                .isEqualTo(Severity.MEDIUM);
        assertThat(only(Seen.to("http://shop.test").answered(308, "https://shop.test"))
                        .message())
                .contains("reach https only by a redirect");
    }

    @Test
    void flags_other_redirects_like_the_call_itself() {
        assertThat(only(Seen.to("http://shop.test").answered(302, "https://shop.test"))
                        .severity())
                .isEqualTo(Severity.HIGH);
        assertThat(only(Seen.to("http://shop.test").answered(301, "https://other.test"))
                        .severity())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void flags_a_way_out_of_the_encryption() {
        Found found = only(Seen.to("https://shop.test").answered(302, "http://cdn.shop.test"));

        assertThat(found.variant()).isEqualTo("downgrade");
        assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void flags_a_dtd_that_a_parser_fetches_as_low() {
        Found found = only(Seen.to("http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd")
                .through("com.sun.org.apache.xerces.internal.impl.XMLEntityManager", "setupCurrentEntity"));

        assertThat(found.variant()).isEqualTo("remote-dtd");
        assertThat(found.severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void flags_a_call_that_a_parsers_callback_makes() {
        assertThat(only(Seen.to("http://shop.test").inside("com.sun.org.apache.xerces.internal.impl.XMLScanner"))
                        .severity())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void stays_silent_about_https_and_loopback() {
        for (String uri :
                List.of("https://shop.test", "http://localhost:8080", "http://127.0.0.1", "http://[::1]:80")) {
            assertThat(Seen.to(uri).with("Authorization header").judgedBy(rule))
                    .as(uri)
                    .isEmpty();
        }
    }

    @Test
    void stays_silent_about_metadata_services() {
        for (String uri :
                List.of("http://169.254.169.254", "http://169.254.170.2", "http://metadata.google.internal")) {
            assertThat(Seen.to(uri).with("API key header").judgedBy(rule))
                    .as(uri)
                    .isEmpty();
        }
    }

    @Test
    void stays_silent_about_the_machine_around_the_container() {
        assertThat(Seen.to("http://host.docker.internal:9000").judgedBy(rule)).isEmpty();
    }

    @Test
    void stays_silent_about_revocation_lists() {
        assertThat(Seen.to("http://ocsp.ca.com")
                        .through("sun.security.provider.certpath.OCSP", "check")
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void stays_silent_inside_a_mesh() {
        PlainHttp meshed = new PlainHttp(Seen.surroundings("vm", "true"));

        assertThat(Seen.to("http://orders.svc.cluster.local")
                        .with("Authorization header")
                        .judgedBy(meshed))
                .isEmpty();
        assertThat(Seen.to("http://shop.test").judgedBy(meshed)).hasSize(1);
    }

    @Test
    void stays_silent_when_a_redirect_leads_to_this_machine() {
        assertThat(Seen.to("https://shop.test")
                        .answered(302, "http://localhost")
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void stays_silent_at_start() {
        assertThat(Seen.to("http://shop.test").phase(Phase.STARTUP).judgedBy(rule))
                .isEmpty();
    }
}
