package dev.seaworthy.rule.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.EventsTied;
import dev.seaworthy.rule.Noted;
import org.junit.jupiter.api.Test;

class NoRequestIdTest {

    private final NoRequestId rule = new NoRequestId();
    private final Noted noted = new Noted();

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
