package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.CallFailed;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedCallSwallowedTest {

    private final FailedCallSwallowed rule = new FailedCallSwallowed();

    private static CallFailed failed(Origin origin, int answered) {
        return new CallFailed(origin, Voyages.pay(), "GET", "/rate", "status 503", answered);
    }

    @Test
    void flags_a_failure_that_two_requests_kept_to_themselves() {
        List<Found> found = Voyages.judged(
                rule,
                failed(Voyages.request(1), 200),
                failed(Voyages.request(1), 200),
                failed(Voyages.request(2), 200));

        assertThat(found).extracting(Found::isConfirmed).containsExactly(false, false, true);
        assertThat(found.get(2).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(found.get(2).target()).isEqualTo("https://pay.test:443/rate");
        assertThat(found.get(2).message())
                .isEqualTo(
                        "A call failed (status 503), the request was answered with 200, and nothing was logged at WARN"
                                + " or above or counted");
    }

    @Test
    void flags_a_failure_in_a_job() {
        assertThat(Voyages.judged(rule, failed(Voyages.job(1), 0)).get(0).message())
                .contains("the job ended as if it had succeeded");
    }

    @Test
    void flags_a_fallback_as_low() {
        Origin origin = Voyages.request(1, "io.github.resilience4j.circuitbreaker.CircuitBreaker");
        Found found = Voyages.judged(rule, failed(origin, 200)).get(0);

        assertThat(found.severity()).isEqualTo(Severity.LOW);
        assertThat(found.message()).endsWith("nothing but a fallback around the call may know of it");
    }

    @Test
    void stays_silent_about_probes_and_metadata() {
        Unit probe = new Unit(4, Unit.Kind.REQUEST, false, "GET /health");
        CallFailed toProbe =
                new CallFailed(Voyages.request(5), Voyages.pay(), "GET", "/actuator/health", "unreachable", 200);
        CallFailed metadata = new CallFailed(
                Voyages.request(6),
                Voyages.target("169.254.169.254", HostClass.LINK_LOCAL),
                "GET",
                "/latest",
                "timeout",
                200);

        assertThat(Voyages.judged(rule, failed(Voyages.in(Phase.REQUEST, probe), 200), toProbe, metadata))
                .isEmpty();
    }

    @Test
    void stays_silent_about_startup_tests_and_what_libraries_do_in_the_background() {
        Unit task = new Unit(7, Unit.Kind.TASK, false);
        Origin nobodys = new Origin(1_000, Phase.JOB, task, Site.UNKNOWN, 1);

        assertThat(Voyages.judged(
                        rule,
                        failed(Voyages.in(Phase.STARTUP, task), 0),
                        failed(Voyages.request(5, "org.junit.platform.Launcher"), 200),
                        failed(nobodys, 0)))
                .isEmpty();
    }
}
