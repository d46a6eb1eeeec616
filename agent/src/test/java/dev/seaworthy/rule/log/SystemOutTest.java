package dev.seaworthy.rule.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.LinePrinted;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StackTracePrinted;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Noted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SystemOutTest {

    private final SystemOut rule = new SystemOut();
    private final Noted noted = new Noted();

    private static Origin origin(Phase phase, int line, long unit, boolean direct) {
        Place place = new Place("com.acme.Shop", "handle", "Shop.java", line);
        return new Origin(
                1, phase, new Unit(unit, Unit.Kind.REQUEST, false), new Site(place, direct, List.of(place)), 1);
    }

    private void lines(Phase phase, int line, long unit, long lines, int units) {
        rule.inspect(new LinePrinted(origin(phase, line, unit, true), "System.out", lines, units, false), noted);
    }

    @Test
    void flags_five_lines_in_two_requests() {
        lines(Phase.REQUEST, 10, 1, 3, 1);
        assertThat(noted.found).isEmpty();
        lines(Phase.REQUEST, 10, 2, 5, 2);
        assertThat(noted.confirmed()).hasSize(1);
        assertThat(noted.confirmed().get(0).message()).isEqualTo("5 lines were printed in 2 units of work");
        assertThat(noted.confirmed().get(0).occurrences()).isEqualTo(5);
        lines(Phase.REQUEST, 10, 9, 25, 9);
        assertThat(noted.confirmed().get(1).occurrences()).isEqualTo(20);
    }

    @Test
    void flags_a_method_that_prints_at_several_lines() {
        for (int line = 10; line < 15; line++) {
            lines(Phase.REQUEST, line, line % 2 + 1, 1, 1);
        }
        assertThat(noted.confirmed()).hasSize(1);
    }

    @Test
    void flags_a_job_of_a_service() {
        lines(Phase.JOB, 10, 1, 6, 3);
        assertThat(noted.confirmed()).hasSize(1);
    }

    @Test
    void flags_one_stack_trace() {
        rule.inspect(new StackTracePrinted(origin(Phase.REQUEST, 20, 1, true), "java.io.IOException", 1), noted);
        assertThat(noted.confirmed().get(0).variant()).isEqualTo("print-stack-trace");
        assertThat(noted.confirmed().get(0).message())
                .isEqualTo("The stack trace of java.io.IOException was printed, once so far");
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"STARTUP", "SHUTDOWN", "IDLE"})
    void stays_silent_outside_of_requests_and_jobs(Phase phase) {
        lines(phase, 10, 1, 1000, 7);
        rule.inspect(new StackTracePrinted(origin(phase, 20, 1, true), "java.io.IOException", 1), noted);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_one_request() {
        lines(Phase.REQUEST, 10, 1, 50, 1);
        lines(Phase.REQUEST, 11, 1, 50, 1);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_four_lines() {
        lines(Phase.REQUEST, 10, 4, 4, 4);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_what_a_library_prints() {
        rule.inspect(new LinePrinted(origin(Phase.REQUEST, 10, 1, false), "System.err", 50, 9, false), noted);
        rule.inspect(new StackTracePrinted(origin(Phase.REQUEST, 20, 1, false), "java.io.IOException", 1), noted);
        rule.inspect(
                new LinePrinted(new Origin(1, Phase.REQUEST, Unit.NONE, Site.UNKNOWN, 1), "System.out", 50, 9, false),
                noted);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_json_lines() {
        rule.inspect(new LinePrinted(origin(Phase.REQUEST, 10, 1, true), "System.out", 50, 9, true), noted);
        assertThat(noted.found).isEmpty();
    }
}
