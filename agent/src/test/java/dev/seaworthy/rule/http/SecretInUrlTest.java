package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.SecretReceived;
import dev.seaworthy.observation.SecretSent;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretInUrlTest {

    private static List<Found> judged(String url, String kind, String name, int length, boolean known, boolean once) {
        CallSent call = Seen.to(url).call();
        Noted noted = new Noted();
        new SecretInUrl()
                .inspect(
                        new SecretSent(call.origin(), call.client(), call.target(), kind, name, length, known, once),
                        noted);
        return noted.found;
    }

    @Test
    void flags_a_parameter_that_is_named_like_a_secret() {
        Found found = judged("https://pay.test", "parameter", "api_key", 32, false, false)
                .get(0);

        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.severity()).isNull();
        assertThat(found.message()).isEqualTo("The URL carries a secret in the parameter api_key (32 characters)");
        assertThat(found.evidence()).containsEntry("name", "api_key").containsEntry("length", 32);
    }

    @Test
    void flags_a_known_value() {
        Found found = judged("https://pay.test", "environment variable", "PAY_KEY", 12, true, false)
                .get(0);

        assertThat(found.message())
                .isEqualTo("The URL carries a known secret, the environment variable PAY_KEY (12 characters)");
    }

    @Test
    void says_no_name_that_the_kind_has_said() {
        List<Found> found = judged("https://pay.example.com", "JDBC password", "password", 14, true, false);

        assertThat(found.get(0).message())
                .isEqualTo("The URL carries a known secret, the JDBC password (14 characters)");
    }

    private static Found inbound(String route, String name, boolean known, boolean once) {
        Unit unit = new Unit(7, Unit.Kind.REQUEST, null, route);
        Noted noted = new Noted();
        new SecretInUrl()
                .inspect(
                        new SecretReceived(
                                new Origin(1_000, Phase.REQUEST, unit, Site.UNKNOWN, 1),
                                known ? "environment variable" : "parameter",
                                name,
                                20,
                                known,
                                once),
                        noted);
        return noted.found.get(0);
    }

    @Test
    void flags_a_secret_in_the_url_of_a_request() {
        Found found = inbound("GET /orders/{}", "api_key", false, false);

        assertThat(found.variant()).isEqualTo("inbound");
        assertThat(found.severity()).isNull();
        assertThat(found.target()).isEqualTo("GET /orders/{}");
        assertThat(found.message())
                .isEqualTo("Requests carry a secret in their URL, the parameter api_key (20 characters)");
        assertThat(inbound("GET /reset", "API_KEY", true, false).severity()).isNull();
        assertThat(inbound("GET /verify", "access_token", false, false).severity())
                .isNull();
    }

    @Test
    void stays_silent_above_info_about_links_that_people_were_sent() {
        for (String route : List.of("GET /users/verify", "GET /reset-password", "POST /unsubscribe")) {
            assertThat(inbound(route, "token", false, false).severity())
                    .as(route)
                    .isEqualTo(Severity.INFO);
        }
        assertThat(inbound("GET /login", "code", false, true).severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void flags_user_info_with_a_fix_of_its_own() {
        Found found =
                judged("https://pay.test", "user info", "", 0, false, false).get(0);

        assertThat(found.fix()).startsWith("Remove user and password");
        assertThat(found.evidence()).doesNotContainKeys("name", "length");
    }

    @Test
    void stays_silent_above_info_about_what_is_made_for_urls() {
        Found found = judged("https://bucket.test", "parameter", "X-Amz-Signature", 64, false, true)
                .get(0);

        assertThat(found.severity()).isEqualTo(Severity.INFO);
        assertThat(found.fix()).startsWith("Keep the URL out of logs");
    }

    @Test
    void stays_silent_about_metadata_services() {
        assertThat(judged("http://169.254.169.254", "parameter", "token", 32, false, false))
                .isEmpty();
    }
}
