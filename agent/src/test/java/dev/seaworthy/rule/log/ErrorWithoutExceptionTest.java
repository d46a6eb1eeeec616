package dev.seaworthy.rule.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ErrorLogged;
import dev.seaworthy.observation.LinesUnknown;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.ThrowableRelogged;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;

class ErrorWithoutExceptionTest {

    private static final String FAILURE = "com.acme.OrderFailure";

    private final ErrorWithoutException rule = new ErrorWithoutException();
    private final Noted noted = new Noted();

    private void logged(int times, Origin origin, String exception, boolean passed) {
        for (int i = 0; i < times; i++) {
            rule.inspect(new ErrorLogged(origin, "logback", LogOrigins.LOGGER, "ERROR", exception, passed), noted);
        }
    }

    @Test
    void flags_an_exception_that_is_a_value_of_the_text() {
        logged(3, LogOrigins.logging(12), FAILURE, true);
        assertThat(noted.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.message())
                    .isEqualTo(
                            "This ERROR event got com.acme.OrderFailure as a value for its text, and lost the stack trace");
            assertThat(found.occurrences()).isEqualTo(3);
            assertThat(found.severity()).isNull();
        });
    }

    @Test
    void suspects_an_exception_that_is_named_in_the_text() {
        logged(3, LogOrigins.logging(12), FAILURE, false);
        assertThat(noted.confirmed()).isEmpty();
        assertThat(noted.found)
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.LOW));
    }

    @Test
    void flags_an_exception_that_is_logged_again() {
        rule.inspect(new ThrowableRelogged(LogOrigins.logging(12), LogOrigins.LOGGER, FAILURE, 2), noted);
        assertThat(noted.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("duplicate");
            assertThat(found.severity()).isEqualTo(Severity.LOW);
        });
    }

    @Test
    void flags_classes_without_line_numbers() {
        rule.inspect(new LinesUnknown(LogOrigins.logging(-1), "com.acme.Orders", 3), noted);
        assertThat(noted.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("no-debug-info");
            assertThat(found.severity()).isEqualTo(Severity.LOW);
            assertThat(found.message())
                    .isEqualTo("Stack traces in the log have no line numbers: com.acme.Orders and 2 other classes were"
                            + " compiled without them");
        });
    }

    @Test
    void stays_silent_below_three_events_at_one_line() {
        logged(2, LogOrigins.logging(12), FAILURE, true);
        logged(2, LogOrigins.logging(13), FAILURE, true);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_exceptions_whose_text_says_it_all() {
        logged(5, LogOrigins.logging(12), "java.lang.NumberFormatException", true);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_libraries_that_the_application_calls() {
        Site site = LogOrigins.site("com.acme.Orders", 12, "org.slf4j.Logger", "net.lib.Client");
        Origin origin = LogOrigins.at(Phase.REQUEST, "GET /orders", site);
        for (int i = 0; i < 5; i++) {
            rule.inspect(new ErrorLogged(origin, "logback", "net.lib.Client", "ERROR", FAILURE, true), noted);
            rule.inspect(
                    new ErrorLogged(LogOrigins.request(""), "logback", "net.lib.Client", "ERROR", FAILURE, true),
                    noted);
        }
        assertThat(noted.found).isEmpty();
    }

    @Test
    void drops_and_counts_more_than_a_thousand_lines() {
        for (int line = 0; line < 1_010; line++) {
            logged(1, LogOrigins.logging(line), FAILURE, true);
        }
        assertThat(noted.dropped).isEqualTo(10);
    }
}
