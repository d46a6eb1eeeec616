package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.SampleRule;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many new findings in a few seconds. */
class BurstTest {

    private static final String PAGE = "http://127.0.0.1:9477/";

    private final List<String> lines = new ArrayList<>();
    private final Ledger ledger = Books.ledger("");
    private final LogReporter reporter =
            new LogReporter(Books.settings(""), BurstTest.class::getClassLoader, (warning, line) -> lines.add(line));

    @BeforeEach
    void listen() {
        ledger.listen(reporter);
        reporter.readable("http://127.0.0.1:9477", PAGE);
    }

    @Test
    void blockers_come_at_once_and_the_most_severe_of_the_others_when_the_time_is_over() {
        find(9, Severity.MEDIUM);
        find(10, Severity.HIGH);
        find(8, Severity.BLOCKER);
        assertThat(lines).hasSize(8).allMatch(line -> line.contains(" blocker at "));
        reporter.tick(System.currentTimeMillis());
        assertThat(lines).hasSize(8);

        later();
        assertThat(lines).hasSize(11);
        assertThat(lines.subList(8, 10)).allMatch(line -> line.contains(" high at "));
        assertThat(lines.get(10)).endsWith(" WARN [seaworthy] 17 more, see " + PAGE + " (8 high, 9 medium)");
        later();
        assertThat(lines).hasSize(11);
    }

    @Test
    void ten_are_said_one_by_one_and_so_are_those_of_the_next_ten_seconds() {
        find(10, Severity.MEDIUM);
        later();
        assertThat(lines).hasSize(10).noneMatch(line -> line.contains(" more, see "));
        find(3, Severity.HIGH);
        later();
        assertThat(lines).hasSize(13);
    }

    @Test
    void no_blocker_is_only_counted() {
        find(12, Severity.BLOCKER);
        find(2, Severity.HIGH);
        later();
        assertThat(lines).hasSize(13).last().asString().contains("] 2 more, see " + PAGE + " (2 high)");
    }

    @Test
    void at_the_end_what_is_due_is_written_and_all_of_it_if_it_can_be_read_nowhere_else() {
        find(17, Severity.MEDIUM);
        reporter.readable(null, "report.json");
        reporter.release();
        assertThat(lines).hasSize(11).last().asString().contains("] 7 more, see report.json (7 medium)");
        lines.clear();

        find(17, Severity.HIGH);
        reporter.readable(null, null);
        reporter.close();
        assertThat(lines).hasSize(17).noneMatch(line -> line.contains(" more, see "));
    }

    @Test
    void what_proved_harmless_before_anybody_heard_of_it_is_never_said() {
        find(11, Severity.MEDIUM);
        resolve(3);
        later();
        assertThat(lines).hasSize(10).noneMatch(line -> line.contains("retracted") || line.contains("http://host-3/"));
        lines.clear();

        resolve(4);
        assertThat(lines).singleElement().asString().contains("http://host-4/", "retracted");
    }

    @Test
    void what_was_only_counted_is_retracted_in_silence() {
        find(11, Severity.MEDIUM);
        later();
        lines.clear();
        resolve(10);
        assertThat(lines).isEmpty();
        resolve(9);
        assertThat(lines).hasSize(1);
    }

    @Test
    void what_another_finding_speaks_for_meanwhile_is_never_said() {
        ledger.add(Books.confirmed(new SampleRule.NoTimeout(), "http://host-0/", "m")
                .severity(Severity.MEDIUM));
        ledger.add(Books.confirmed(new SampleRule.LocalhostEndpoint(), "http://host-0/", "m"));
        assertThat(ledger.snapshot())
                .as("the one folds the other")
                .anyMatch(finding -> finding.evidence().containsKey(Finding.FOLDED_INTO));
        later();
        assertThat(lines).singleElement().asString().contains("http/localhost-endpoint");
    }

    @Test
    void one_that_becomes_a_blocker_comes_at_once_and_only_once() {
        find(1, Severity.MEDIUM);
        for (int i = 0; i < 20; i++) {
            ledger.add(found(0).severity(Severity.MEDIUM));
        }
        assertThat(lines).isEmpty();
        ledger.add(found(0).severity(Severity.BLOCKER));
        assertThat(lines).hasSize(1);
        later();
        assertThat(lines).singleElement().asString().contains(" blocker at ");
    }

    @Test
    void a_clock_that_is_set_back_keeps_nothing_back() {
        find(1, Severity.MEDIUM);
        reporter.tick(1_000_000);
        assertThat(lines).hasSize(1);
    }

    private int made;

    private void find(int count, Severity severity) {
        for (int i = 0; i < count; i++) {
            ledger.add(found(made++).severity(severity));
        }
    }

    private void resolve(int number) {
        ledger.resolve(found(number));
    }

    private static Found found(int number) {
        return Books.confirmed(Books.PLAIN_HTTP, "http://host-" + number + "/", "m");
    }

    private void later() {
        reporter.tick(System.currentTimeMillis() + Burst.WINDOW_MILLIS + 1_000);
    }
}
