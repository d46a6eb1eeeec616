package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.CallRetried;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryStormTest {

    private final RetryStorm rule = new RetryStorm();

    private static CallRetried retried(Origin origin, String method, boolean same, boolean resent, long... millis) {
        List<Long> gaps = new ArrayList<>();
        for (long gap : millis) {
            gaps.add(gap * 1_000_000);
        }
        return new CallRetried(
                origin, Voyages.pay(), method, "/rate", gaps.size() + 1, gaps, false, same, resent, "status 503");
    }

    private static CallRetried get(long... millis) {
        return retried(Voyages.request(1), "GET", false, false, millis);
    }

    @Test
    void flags_attempts_without_a_pause() {
        Found found = Voyages.judged(rule, get(0, 1, 0, 0)).get(0);

        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(found.target()).isEqualTo("https://pay.test:443/rate");
        assertThat(found.message())
                .isEqualTo("The same GET was sent 5 times, each less than 50 ms after the failure before it; the last"
                        + " failed: status 503");
        assertThat(found.evidence()).containsEntry("pauses-ms", List.of(0L, 1L, 0L, 0L));
    }

    @Test
    void flags_pauses_that_do_not_grow() {
        Found found = Voyages.judged(rule, get(200, 210, 205)).get(0);

        assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(found.message()).contains("always about 200 ms apart");
        assertThat(Voyages.judged(rule, get(2_000, 2_001, 2_002)).get(0).severity())
                .isEqualTo(Severity.LOW);
    }

    @Test
    void flags_attempts_of_the_client_itself() {
        CallRetried inside = new CallRetried(
                Voyages.request(1),
                Voyages.pay(),
                "GET",
                "/rate",
                5,
                List.of(0L, 0L, 0L, 0L),
                true,
                true,
                false,
                "timeout");

        assertThat(Voyages.judged(rule, inside).get(0).message()).startsWith("The client sent the same GET 5 times");
    }

    @Test
    void flags_a_post_that_may_be_done_twice() {
        Found found = Voyages.judged(rule, retried(Voyages.request(1), "POST", true, true, 1))
                .get(0);

        assertThat(found.variant()).isEqualTo("non-idempotent");
        assertThat(found.severity()).isEqualTo(Severity.HIGH);
        assertThat(found.message()).startsWith("A POST was sent again after a failure");
        assertThat(Voyages.judged(
                        rule,
                        retried(
                                Voyages.request(2, "org.springframework.retry.support.RetryTemplate"),
                                "POST",
                                false,
                                true,
                                1)))
                .hasSize(1);
    }

    @Test
    void stays_silent_about_pauses_that_grow_and_few_attempts() {
        assertThat(Voyages.judged(rule, get(100, 300, 900), get(0, 0), get(60, 80, 120, 160)))
                .isEmpty();
    }

    @Test
    void stays_silent_about_posts_that_may_be_different() {
        assertThat(Voyages.judged(
                        rule,
                        retried(Voyages.request(1), "POST", false, false, 0, 0, 0, 0),
                        retried(Voyages.request(2, "com.acme.Retriever"), "POST", false, true, 0, 0, 0, 0)))
                .isEmpty();
    }

    @Test
    void stays_silent_about_startup_probes_and_tests() {
        Unit probe = new Unit(4, Unit.Kind.REQUEST, false, "GET /health");
        assertThat(Voyages.judged(
                        rule,
                        retried(Voyages.in(Phase.STARTUP, Unit.NONE), "GET", false, false, 0, 0, 0, 0),
                        retried(Voyages.in(Phase.REQUEST, probe), "GET", false, false, 0, 0, 0, 0),
                        retried(Voyages.request(5, "org.junit.platform.Launcher"), "GET", false, false, 0, 0, 0, 0)))
                .isEmpty();
    }
}
