package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.LinkSent;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalhostLinkTest {

    private static List<Found> judged(Seen to, boolean app) {
        CallSent call = to.call();
        Noted noted = new Noted();
        new LocalhostLink()
                .inspect(new LinkSent(call.origin(), "query", "redirect_uri", "localhost", app, call.target()), noted);
        return noted.found;
    }

    @Test
    void flags_a_way_back_that_leads_to_localhost() {
        Found found = judged(Seen.to("https://login.test"), false).get(0);

        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.severity()).isNull();
        assertThat(found.target()).isEqualTo("https://login.test:443");
        assertThat(found.message()).startsWith("The value redirect_uri in the query leads to localhost");
    }

    @Test
    void stays_silent_above_info_about_a_program_on_a_users_machine() {
        assertThat(judged(Seen.to("https://login.test"), true).get(0).severity())
                .isEqualTo(Severity.INFO);
    }

    @Test
    void stays_silent_about_what_is_sent_to_this_machine() {
        assertThat(judged(Seen.to("http://localhost:8080"), false)).isEmpty();
        assertThat(judged(Seen.to("http://127.0.0.1:8080"), false)).isEmpty();
        assertThat(judged(Seen.to("http://host.docker.internal:8080"), false)).isEmpty();
    }

    @Test
    void stays_silent_in_tests() {
        assertThat(judged(Seen.to("https://login.test").inside("org.junit.platform.Launcher"), false))
                .isEmpty();
    }
}
