package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.LocalLinks.Link;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalLinksTest {

    private final LocalLinks links = new LocalLinks(Map.of("HOSTNAME", "shop-7d9f8b-x2x"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redirect_uri",
                "callback",
                "callbackUrl",
                "webhook",
                "webhook_url",
                "return_url",
                "returnUrl",
                "success_url",
                "cancel_url",
                "notify_url",
                "notification-url",
                "post_logout_redirect_uri"
            })
    void finds_a_way_back_by_its_name(String name) {
        assertThat(links.inQuery("a=1&" + name + "=http%3A%2F%2Flocalhost%3A8080%2Fcb&b=2"))
                .containsExactly(new Link(name, "localhost", false));
        assertThat(links.inJson("{\"a\": 1, \"in\": {\"" + name + "\" : \"http:\\/\\/localhost:8080/cb\"}}"))
                .containsExactly(new Link(name, "localhost", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/cb",
                "https://127.0.0.1:8443/cb",
                "http://0.0.0.0:8080",
                "http://[::1]:8080/cb",
                "http://shop.local/cb",
                "http://shop-7d9f8b-x2x:8080/cb",
                "http://user:pw@localhost/cb",
                "http://app.localhost?x"
            })
    void finds_every_name_of_this_machine(String link) {
        assertThat(links.inQuery("callback_url=" + link)).hasSize(1);
        assertThat(links.inJson("{\"callback_url\":\"" + link + "\"}")).hasSize(1);
        assertThat(links.inText("Please confirm: " + link + " within an hour.")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redirect_uri=https://shop.test/cb",
                "redirect_uri=/cb?from=localhost",
                "redirect_uri=localhost",
                "redirect_uri=https://localhost.shop.test/cb",
                "redirect_uri=https://shop.test/?next=http://localhost/",
                "redirect_uri=http://shop.svc.cluster.local/cb",
                "q=http://localhost:8080",
                "url=http://localhost:8080",
                "success=http://localhost:8080",
                "return_code=http://localhost",
                "redirect_uri=urn:ietf:wg:oauth:2.0:oob",
                "redirect_uri",
                ""
            })
    void stays_silent_about_other_values(String query) {
        assertThat(links.inQuery(query)).isEmpty();
    }

    @Test
    void stays_silent_about_text_that_only_names_it() {
        assertThat(links.inText("Open localhost:8080 or ftp://localhost/x, see https://docs.test/?u=localhost"))
                .isEmpty();
        assertThat(links.inJson("{\"note\":\"redirect_uri\",\"value\":\"http://localhost\"}"))
                .isEmpty();
        assertThat(links.inJson("[\"http://localhost\", \"unclosed")).isEmpty();
        assertThat(links.inQuery(null)).isEmpty();
    }

    @Test
    void a_program_on_a_users_machine_may_come_back_to_loopback() {
        String query = "response_type=code&code_challenge=abc&redirect_uri=http://127.0.0.1:53682/";

        assertThat(links.inQuery(query)).containsExactly(new Link("redirect_uri", "127.0.0.1", true));
        assertThat(links.inQuery(query.replace("127.0.0.1", "shop.local")))
                .containsExactly(new Link("redirect_uri", "shop.local", false));
    }

    @Test
    void a_long_text_is_cut_and_few_links_are_kept() {
        assertThat(links.inText("x".repeat(70_000) + " http://localhost/")).isEmpty();
        assertThat(links.inText("http://localhost/ ".repeat(100))).hasSize(8);
        List<Link> many = links.inQuery("callback=http://localhost/&".repeat(100));
        assertThat(many).hasSize(8);
    }
}
