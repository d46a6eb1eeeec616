package dev.seaworthy.rule.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.EventsTied;
import dev.seaworthy.observation.OutputsSet;
import dev.seaworthy.observation.OutputsSet.Kind;
import dev.seaworthy.observation.OutputsSet.Output;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoRequestIdTest {

    private static final Output TEXT = new Output("ConsoleAppender", Kind.CONSOLE, "", false, PathClass.PSEUDO, true);
    private static final Output JSON = new Output("ConsoleAppender", Kind.CONSOLE, "", false, PathClass.PSEUDO, false);

    private final NoRequestId rule = in("container");
    private final Noted noted = new Noted();

    private static NoRequestId in(String environment) {
        return new NoRequestId(new Surroundings(key -> key.equals("environment") ? environment : null));
    }

    private void outputs(String environment, boolean used, Output... outputs) {
        in(environment)
                .inspect(
                        new OutputsSet(LogOrigins.request(""), "logback", "INFO", false, List.of(outputs), used),
                        noted);
    }

    private void seen(long events, long tied, int requests) {
        rule.inspect(new EventsTied(LogOrigins.request(""), events, tied, requests), noted);
    }

    @Test
    void flags_twenty_events_of_five_requests_without_an_id() {
        seen(20, 0, 5);
        seen(50, 2, 12);
        assertThat(noted.confirmed()).hasSize(2);
        assertThat(noted.confirmed().get(0).message())
                .isEqualTo("20 of 20 events that 5 requests logged have no request or trace id");
        assertThat(noted.confirmed().get(1).occurrences()).isEqualTo(28);
    }

    @Test
    void stays_silent_below_twenty_events_or_five_requests() {
        seen(19, 0, 9);
        seen(200, 0, 4);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_where_some_events_have_an_id() {
        seen(100, 6, 20);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void flags_plain_text_in_a_container() {
        outputs("container", true, TEXT);
        assertThat(noted.confirmed()).singleElement().satisfies(one -> {
            assertThat(one.variant()).isEqualTo("unstructured");
            assertThat(one.severity()).isEqualTo(Severity.INFO);
        });
    }

    @Test
    void stays_silent_about_text_beside_json_outside_of_containers_and_of_libraries() {
        outputs("container", true, TEXT, JSON);
        outputs("container", true);
        outputs("container", false, TEXT);
        outputs("vm", true, TEXT);
        assertThat(noted.found).isEmpty();
    }

    /** The application's filter may be reached only after some requests. */
    @Test
    void retracts_when_ids_come_after_all() {
        seen(40, 0, 9);
        seen(400, 360, 90);
        assertThat(noted.resolved).hasSize(1);
        seen(500, 460, 99);
        assertThat(noted.resolved).hasSize(1);
    }
}
