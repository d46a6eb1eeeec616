package dev.seaworthy.cli;

import static dev.seaworthy.cli.Samples.open;
import static dev.seaworthy.cli.Samples.report;
import static dev.seaworthy.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.report.Coverage;
import dev.seaworthy.report.Merge;
import dev.seaworthy.report.Report;
import dev.seaworthy.report.ReportReader;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {

    private static final String ID = "plain-http-0123456789ab";

    @TempDir
    Path directory;

    @Test
    void the_same_finding_of_many_replicas_is_one() {
        Finding mild =
                Samples.finding(ID, "http/plain-http", Severity.HIGH, Finding.State.SUSPECTED, Finding.Status.OPEN);
        Finding bad = new Finding(
                ID,
                "http/plain-http",
                null,
                "http",
                Severity.MEDIUM,
                Finding.State.CONFIRMED,
                Finding.Status.BASELINE,
                "worse",
                "Fix",
                "t",
                null,
                List.of(),
                7,
                5,
                Samples.SEEN + 9_000,
                Map.of("calls", 7L),
                "why");

        Report all = Merge.of(List.of(report(true, mild), report(true, bad), report(true)));

        Finding one = all.findings().get(0);
        assertThat(all.findings()).hasSize(1);
        assertThat(one.state()).isEqualTo(Finding.State.CONFIRMED);
        assertThat(one.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(one.status()).isEqualTo(Finding.Status.OPEN);
        assertThat(one.message()).isEqualTo("worse");
        assertThat(one.count()).isEqualTo(12);
        assertThat(one.firstSeen()).isEqualTo(5);
        assertThat(one.lastSeen()).isEqualTo(Samples.SEEN + 9_000);
        assertThat(one.evidence()).containsEntry("calls", 7L).containsEntry("replicas", 2L);
        assertThat(all.process().replicas()).isEqualTo(3);
        assertThat(all.process().main()).isEqualTo("com.acme.Main");
        assertThat(all.observations()).containsEntry("jdbc.connection", 15L);
        assertThat(all.cost()).containsEntry("start-millis", 90L);
    }

    @Test
    void what_one_could_see_was_seen() {
        Report blind = report(true);
        Report seeing = new Report(
                blind.process(),
                1,
                List.of(new Coverage.HookState("jdbc.driver", true, null)),
                List.of(new Coverage.RuleState("http/plain-http", "active", null)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());

        Report all = Merge.of(List.of(blind, seeing));
        assertThat(all.hooks()).containsExactly(new Coverage.HookState("jdbc.driver", true, null));
        assertThat(all.rules())
                .contains(new Coverage.RuleState("http/plain-http", "active", null))
                .hasSize(2);
    }

    @Test
    void merging_twice_counts_replicas_once() {
        Report one = report(true, open(ID, "http/plain-http", Severity.HIGH));
        Report two = Merge.of(List.of(one, one));
        Report three = Merge.of(List.of(two, one));

        assertThat(three.process().replicas()).isEqualTo(3);
        assertThat(three.findings().get(0).evidence()).containsEntry("replicas", 3L);
        assertThat(three.findings().get(0).count()).isEqualTo(15);
    }

    @Test
    void the_command_joins_a_directory_and_leaves_its_own_output_out() throws IOException {
        write(directory.resolve("a.json"), report(true, open(ID, "http/plain-http", Severity.HIGH)));
        write(directory.resolve("b.json"), report(true, open(ID, "http/plain-http", Severity.HIGH)));
        String out = directory.resolve("all.json").toString();

        for (int run = 0; run < 2; run++) {
            Prompt merge = Prompt.run("merge", directory.toString(), "-o", out);
            assertThat(merge.status()).as(merge.err()).isZero();
            assertThat(ReportReader.read(out).findings().get(0).count()).isEqualTo(10);
        }
    }

    @Test
    void report_puts_the_worst_first_as_merge_does() throws IOException {
        String from = write(
                directory.resolve("a.json"),
                report(
                        true,
                        open("plain-http-000000000001", "http/plain-http", Severity.LOW),
                        open("plain-http-000000000002", "http/plain-http", Severity.BLOCKER)));
        String to = directory.resolve("b.json").toString();

        Prompt.run("report", from, "-o", to);

        assertThat(ReportReader.read(to).findings().get(0).severity()).isEqualTo(Severity.BLOCKER);
    }

    @Test
    void report_converts_and_an_unknown_ending_lists_those_that_are_known() throws IOException {
        String from = write(directory.resolve("a.json"), report(true, open(ID, "http/plain-http", Severity.HIGH)));
        Path to = directory.resolve("b.json");
        assertThat(Prompt.run("report", from, "-o", to.toString()).status()).isZero();
        assertThat(to).hasSameTextualContentAs(Path.of(from));

        Prompt odd = Prompt.run("report", from, "-o", directory.resolve("b.htm").toString());
        assertThat(odd.status()).isEqualTo(3);
        assertThat(odd.err()).contains(".json, .sarif, .html, .md, .xml; did you mean '.html'?");
        assertThat(Prompt.run("report", from).status()).isEqualTo(3);
        assertThat(Prompt.run("report", "none.json", "-o", to.toString()).status())
                .isEqualTo(3);
        Files.writeString(directory.resolve("c.json"), "{}");
        assertThat(Prompt.run("report", directory.resolve("c.json").toString(), "-o", to.toString())
                        .status())
                .isEqualTo(1);
        assertThat(Prompt.run("report", from, "-o", "/proc/none/x.json").status())
                .isEqualTo(1);
    }
}
