package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Ledger ledger = Books.ledger("");
    private final Metrics metrics = new Metrics(ledger, new SampleCoverage(), SampleCoverage.PROCESS);

    @Test
    void every_rule_has_its_series_from_the_first_scrape_on() {
        String text = metrics.scrape();
        for (RuleCard card : Books.cards()) {
            String tags = "area=\"" + card.area() + "\",rule=\"" + card.id() + "\",severity=\""
                    + card.severity().label() + "\"";
            for (String state : new String[] {"confirmed", "suspected", "resolved"}) {
                assertThat(text).contains("seaworthy_findings{" + tags + ",state=\"" + state + "\"} 0.0\n");
            }
            assertThat(text).contains("seaworthy_occurrences_total{" + tags + "} 0.0\n");
        }
    }

    @Test
    void names_and_types_are_those_of_the_contract() {
        assertThat(metrics.scrape())
                .contains("# TYPE seaworthy_findings gauge\n")
                .contains("# TYPE seaworthy_occurrences_total counter\n")
                .contains("seaworthy_observations_total{sensor=\"http.call\"} 40.0\n")
                .contains("seaworthy_hook_installed{hook=\"jdbc.DriverManager\"} 1.0\n")
                .contains("seaworthy_hook_installed{hook=\"http.client\"} 0.0\n")
                .contains("seaworthy_internal_errors_total{where=\"rule\"} 1.0\n")
                .contains("seaworthy_dropped_total{where=\"queue\"} 2.0\n")
                .contains("seaworthy_dropped_total{where=\"ledger\"} 0.0\n")
                .contains("# TYPE seaworthy_last_round_age_seconds gauge\n")
                .contains("seaworthy_last_round_age_seconds 0.345\n")
                .contains("# TYPE seaworthy_rule_evaluated gauge\n")
                .contains("seaworthy_rule_evaluated{rule=\"http/plain-http\"} 1.0\n")
                .contains("seaworthy_rule_evaluated{rule=\"jdbc/unpooled-connection\"} 0.0\n")
                .contains("# TYPE seaworthy_info gauge\n")
                .contains("seaworthy_info{java=\"17.0.15\",version=\"0.1.0\"} 1")
                .endsWith("\n");
    }

    @Test
    void counts_findings_and_what_happened_to_them() {
        metrics.scrape();
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a.com", "said").occurrences(3));
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://b.com", "said").severity(Severity.LOW));
        ledger.add(Found.suspected(Books.UNPOOLED, Books.dao(), "jdbc:x:y", "seen once", 1));
        assertThat(metrics.scrape())
                .contains(
                        "seaworthy_findings{area=\"http\",rule=\"http/plain-http\",severity=\"high\",state=\"confirmed\"} 1.0")
                .contains(
                        "seaworthy_findings{area=\"http\",rule=\"http/plain-http\",severity=\"low\",state=\"confirmed\"} 1.0")
                .contains("seaworthy_occurrences_total{area=\"http\",rule=\"http/plain-http\",severity=\"high\"} 3.0")
                .contains(
                        "seaworthy_findings{area=\"jdbc\",rule=\"jdbc/unpooled-connection\",severity=\"blocker\",state=\"suspected\"} 1.0")
                .contains(
                        "seaworthy_occurrences_total{area=\"jdbc\",rule=\"jdbc/unpooled-connection\",severity=\"blocker\"} 0.0");
        ledger.resolve(Books.confirmed(Books.PLAIN_HTTP, "http://a.com", "harmless"));
        assertThat(metrics.scrape())
                .contains(
                        "seaworthy_findings{area=\"http\",rule=\"http/plain-http\",severity=\"high\",state=\"confirmed\"} 0.0")
                .contains(
                        "seaworthy_findings{area=\"http\",rule=\"http/plain-http\",severity=\"high\",state=\"resolved\"} 1.0")
                .contains("seaworthy_occurrences_total{area=\"http\",rule=\"http/plain-http\",severity=\"high\"} 3.0");
    }
}
