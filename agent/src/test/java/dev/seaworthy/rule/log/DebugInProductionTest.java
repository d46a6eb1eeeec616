package dev.seaworthy.rule.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.DetailLogged;
import dev.seaworthy.observation.DetailLogged.Kind;
import dev.seaworthy.observation.DetailLogged.Scope;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;

class DebugInProductionTest {

    private final DebugInProduction rule = new DebugInProduction();
    private final Noted noted = new Noted();

    private void logged(Phase phase, Kind kind, Scope scope, String logger, long events, boolean raised) {
        rule.inspect(
                new DetailLogged(
                        LogOrigins.at(phase, "", Site.UNKNOWN),
                        "logback",
                        kind,
                        scope,
                        logger,
                        "DEBUG",
                        events,
                        raised),
                noted);
    }

    private Found only() {
        assertThat(noted.confirmed()).hasSize(1);
        return noted.confirmed().get(0);
    }

    @Test
    void flags_a_root_logger_at_debug() {
        logged(Phase.REQUEST, Kind.STEPS, Scope.ROOT, "ROOT", 30, false);
        assertThat(only().severity()).isEqualTo(Severity.MEDIUM);
        assertThat(only().message()).isEqualTo("The whole process logs at DEBUG: 30 events so far");
    }

    @Test
    void flags_the_packages_of_the_application() {
        logged(Phase.JOB, Kind.STEPS, Scope.APPLICATION, "com.acme", 31, false);
        assertThat(only().severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void flags_sql() {
        logged(Phase.REQUEST, Kind.SQL, Scope.PART, "org.hibernate.SQL", 3, false);
        assertThat(only().variant()).isEqualTo("sql");
        assertThat(only().severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void flags_headers_and_bodies_at_once() {
        logged(Phase.REQUEST, Kind.WIRE, Scope.PART, "org.apache.http.wire", 1, false);
        assertThat(only().variant()).isEqualTo("wire");
        assertThat(only().severity()).isEqualTo(Severity.HIGH);
        assertThat(only().message())
                .isEqualTo("HTTP headers or bodies, which may hold credentials, were logged in 1 event");
    }

    @Test
    void has_one_package_as_low() {
        logged(Phase.REQUEST, Kind.STEPS, Scope.PART, "net.lib.Client", 400, false);
        assertThat(only().severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void has_a_level_that_was_changed_while_the_service_ran_as_info() {
        logged(Phase.REQUEST, Kind.STEPS, Scope.PART, "com.acme.Orders", 400, true);
        assertThat(only().severity()).isEqualTo(Severity.INFO);
        assertThat(only().message()).endsWith("since its level was changed while the service ran");
    }

    @Test
    void stays_silent_below_thirty_events() {
        logged(Phase.REQUEST, Kind.STEPS, Scope.ROOT, "ROOT", 29, false);
        logged(Phase.REQUEST, Kind.SQL, Scope.PART, "org.hibernate.SQL", 2, false);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_a_service_that_starts() {
        logged(Phase.STARTUP, Kind.STEPS, Scope.ROOT, "ROOT", 4_000, false);
        assertThat(noted.found).isEmpty();
    }
}
