package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.SampleRule;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopLineTest {

    @Test
    void counts_names_the_first_and_says_where_the_report_is() {
        Ledger ledger = Books.ledger("suppress=http/no-timeout");
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        ledger.add(Books.confirmed(Books.UNPOOLED, "jdbc:x", "m"));
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://c", "m").severity(Severity.LOW));
        ledger.add(Books.confirmed(new SampleRule.NoTimeout(), "http://a", "m"));
        ledger.add(Found.suspected(Books.PLAIN_HTTP, Books.dao(), "http://b", "m", 1));
        assertThat(StopLine.of(
                        ledger.snapshot(), Severity.MEDIUM, new SampleCoverage(), List.of("r.json", "r.html"), 725_000))
                .isEqualTo(
                        "2 findings in 12 min (1 blocker, 1 high; 1 low not logged; 1 suspected; 1 in the baseline or"
                                + " suppressed). First: jdbc/unpooled-connection at OrderDao.java:31. Report: r.json, r.html."
                                + " 1 rule saw nothing to judge");
    }

    @Test
    void says_how_to_keep_findings_that_no_file_has() {
        Ledger ledger = Books.ledger("");
        ledger.add(Found.confirmed(Books.UNPOOLED, Site.UNKNOWN, "jdbc:x", "m", 1));
        assertThat(StopLine.of(ledger.snapshot(), Severity.MEDIUM, new SampleCoverage(), List.of(), 3_000))
                .isEqualTo("1 finding in 3 s (1 blocker). First: jdbc/unpooled-connection. To keep the findings, set"
                        + " report=report.html. 1 rule saw nothing to judge");
    }

    @Test
    void a_clean_run_begins_as_each_clean_run_does() {
        String clean = StopLine.of(List.of(), Severity.MEDIUM, new SampleCoverage(), List.of("r.json"), 61_500);
        assertThat(clean).isEqualTo("No findings in 61 s. Report: r.json. 1 rule saw nothing to judge");
        assertThat(clean).startsWith(StopLine.clean(61_500));
        Ledger ledger = Books.ledger("");
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://c", "m").severity(Severity.LOW));
        assertThat(StopLine.of(ledger.snapshot(), Severity.MEDIUM, new SampleCoverage(), List.of(), 5))
                .startsWith("No findings in 5 ms (1 low not logged). 1 rule saw");
    }

    @ParameterizedTest
    @CsvSource({"-5, 0 ms", "640, 640 ms", "45999, 45 s", "119000, 119 s", "725000, 12 min", "7200000, 2 h"})
    void a_span_is_one_number_with_its_unit(long millis, String text) {
        assertThat(Timestamp.span(millis)).isEqualTo(text);
    }
}
