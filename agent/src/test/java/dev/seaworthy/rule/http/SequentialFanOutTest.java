package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.CallsRepeated;
import dev.seaworthy.observation.CallsRepeated.Leg;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Target;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequentialFanOutTest {

    private static final Target NEXT_DOOR = Voyages.target("prices.shop.internal", HostClass.INTERNAL);
    private final SequentialFanOut rule = new SequentialFanOut(Voyages.surroundings());

    private static CallsRepeated to(Target target, Origin origin, int times, int identical, int paged, int paused) {
        return new CallsRepeated(
                origin,
                "GET",
                "/price/{}",
                List.of(new Leg(target, times)),
                times,
                identical,
                paged,
                paused,
                6_000_000,
                1_000_000);
    }

    private static CallsRepeated loop(Origin origin, int times) {
        return to(Voyages.pay(), origin, times, 0, 0, 0);
    }

    private static CallsRepeated toMany(Origin origin, Leg... legs) {
        int times = 0;
        for (Leg leg : legs) {
            times += leg.times();
        }
        return new CallsRepeated(origin, "", "", List.of(legs), times, 0, 0, 0, 6_000_000, 1_000_000);
    }

    @Test
    void flags_a_loop_of_calls_once_two_requests_had_it() {
        List<Found> found = Voyages.judged(rule, loop(Voyages.request(1), 6), loop(Voyages.request(2), 6));

        assertThat(found).extracting(Found::isConfirmed).containsExactly(false, true);
        assertThat(found.get(1).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(found.get(1).target()).isEqualTo("https://pay.test:443/price/{}");
        assertThat(found.get(1).message())
                .isEqualTo(
                        "One request made 6 calls of this kind, one after the other: 6 × 80 ms = 480 ms of waiting in"
                                + " production, 6.0 ms here");
        assertThat(found.get(1).evidence())
                .containsEntry("projected-millis", 480L)
                .containsEntry("times", 6);
    }

    @Test
    void flags_the_same_call_made_again() {
        List<Found> found = Voyages.judged(rule, to(NEXT_DOOR, Voyages.request(1), 5, 4, 0, 0));

        assertThat(found.get(0).severity()).isEqualTo(Severity.LOW);
        assertThat(found.get(0).message()).startsWith("One request made the same call 5 times, one after the other");
        assertThat(found.get(0).fix()).contains("cache it");
    }

    @Test
    void flags_calls_to_many() {
        Leg near = new Leg(Voyages.target("localhost", HostClass.LOOPBACK), 3);
        List<Found> found = Voyages.judged(
                rule, toMany(Voyages.request(1), new Leg(Voyages.pay(), 1), new Leg(NEXT_DOOR, 4), near));

        assertThat(found.get(0).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(found.get(0).target()).isEqualTo("https://prices.shop.internal:443");
        assertThat(found.get(0).message())
                .startsWith("One request made 8 calls to 3 routes")
                .contains("115 ms");
    }

    @Test
    void flags_what_takes_longest_as_high_but_not_in_jobs() {
        assertThat(Voyages.judged(rule, loop(Voyages.request(1), 7)).get(0).severity())
                .isEqualTo(Severity.HIGH);
        List<Found> job = Voyages.judged(rule, loop(Voyages.job(1), 50));
        assertThat(job.get(0).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(job.get(0).message()).startsWith("One job made 50");
        Origin message = Voyages.in(Phase.JOB, new Unit(3, Unit.Kind.MESSAGE, false, "orders"));
        assertThat(Voyages.judged(rule, loop(message, 60)).get(0).message()).startsWith("One message made 60");
    }

    @Test
    void stays_silent_about_few_calls() {
        Leg sidecar = new Leg(new Target("http", "localhost", 15001, HostClass.LOOPBACK, false), 3);
        assertThat(Voyages.judged(
                        rule,
                        loop(Voyages.request(1), 4),
                        loop(Voyages.job(2), 49),
                        toMany(Voyages.request(3), new Leg(NEXT_DOOR, 5), sidecar),
                        toMany(
                                Voyages.request(4),
                                new Leg(NEXT_DOOR, 5),
                                new Leg(Voyages.target("meta", HostClass.LINK_LOCAL), 3))))
                .isEmpty();
    }

    @Test
    void stays_silent_about_pages_and_polls() {
        assertThat(Voyages.judged(
                        rule,
                        to(NEXT_DOOR, Voyages.request(1), 9, 0, 8, 0),
                        to(NEXT_DOOR, Voyages.request(2), 9, 8, 0, 8)))
                .isEmpty();
    }

    @Test
    void stays_silent_about_startup_probes_tests_and_parallel_streams() {
        Unit probe = new Unit(4, Unit.Kind.REQUEST, false, "GET /actuator/health");
        assertThat(Voyages.judged(
                        rule,
                        loop(Voyages.in(Phase.STARTUP, Unit.NONE), 9),
                        loop(Voyages.in(Phase.REQUEST, probe), 9),
                        loop(Voyages.request(5, "org.junit.platform.Launcher"), 9),
                        loop(Voyages.request(6, "java.util.stream.ForEachOps$ForEachTask"), 9)))
                .isEmpty();
    }
}
