package dev.seaworthy.cli;

import static dev.seaworthy.cli.Samples.finding;
import static dev.seaworthy.cli.Samples.open;
import static dev.seaworthy.cli.Samples.report;
import static dev.seaworthy.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {

    private static final String POOL = "unpooled-connection-0123456789ab";
    private static final String HTTP = "plain-http-0123456789ab";
    private static final Finding BLOCKER = open(POOL, "jdbc/unpooled-connection", Severity.BLOCKER);
    private static final Finding HIGH = open(HTTP, "http/plain-http", Severity.HIGH);
    private static final Finding MEDIUM = open("system-out-0123456789ab", "log/system-out", Severity.MEDIUM);

    @TempDir
    Path directory;

    @Test
    void a_confirmed_finding_at_the_threshold_fails_with_its_fix() throws IOException {
        String file = write(directory.resolve("r.json"), report(true, BLOCKER, HIGH, MEDIUM));

        Prompt check = Prompt.run("check", file);
        assertThat(check.status()).isEqualTo(2);
        assertThat(check.out())
                .startsWith("com/acme/Dao.java:31 blocker jdbc/unpooled-connection\n"
                        + "    found:    seen with \\u001b[31mcolour and\\na line\n"
                        + "    target:   jdbc:postgresql://db/shop # one\n"
                        + "    in:       com.acme.Dao.find\n"
                        + "    seen:     5 times within 1 s\n"
                        + "    evidence: opens = 5\n"
                        + "    fix:      Fix it\n"
                        + "    accept:   baseline line '" + POOL + " 5 # reason', or"
                        + " suppress=jdbc/unpooled-connection@com.acme.Dao#find\n"
                        + "com/acme/Dao.java:31 high http/plain-http\n")
                .contains("Accept all of these: java -jar seaworthy-agent.jar check " + file
                        + " --baseline seaworthy.baseline --update-baseline --accept-new\n")
                .endsWith(
                        "\nseaworthy: 2 findings at or above high (1 blocker, 1 high) in 1 report; not counted: 1 below"
                                + " high; 1 of 2 rules had something to judge\n")
                .doesNotContain("\u001b", "WARN", "2025-11-24");
        assertThat(failing(Prompt.run("check", file, "--fail-on", "blocker"))).isEqualTo(1);
        assertThat(failing(Prompt.run("check", file, "--fail-on", "MEDIUM"))).isEqualTo(3);
    }

    private static long failing(Prompt check) {
        return check.out().lines().filter(line -> line.startsWith("com/acme/")).count();
    }

    @Test
    void only_what_is_confirmed_and_open_fails() throws IOException {
        String rule = "jdbc/unpooled-connection";
        String file = write(
                directory.resolve("r.json"),
                report(
                        true,
                        finding("a-0123456789ab", rule, Severity.BLOCKER, State.SUSPECTED, Status.OPEN),
                        finding("b-0123456789ab", rule, Severity.BLOCKER, State.RESOLVED, Status.OPEN),
                        finding("c-0123456789ab", rule, Severity.BLOCKER, State.CONFIRMED, Status.BASELINE),
                        finding("d-0123456789ab", rule, Severity.BLOCKER, State.CONFIRMED, Status.SUPPRESSED)));

        Prompt check = Prompt.run("check", file);
        assertThat(check.status()).as(check.err()).isZero();
        assertThat(check.out())
                .isEqualTo("seaworthy: clean: no finding at or above high in 1 report; not counted: 1 only suspected,"
                        + " 1 in the baseline, 1 suppressed; 1 of 2 rules had something to judge\n");
    }

    @Test
    void the_reports_of_forks_count_as_one() throws IOException {
        write(directory.resolve("fork-1.json"), report(true, HIGH));
        write(directory.resolve("fork-2.json"), report(true, HIGH, MEDIUM));
        Files.writeString(directory.resolve("notes.txt"), "no report");

        for (String named : new String[] {directory.toString(), directory + "/fork-*.json"}) {
            Prompt check = Prompt.run("check", named);
            assertThat(check.status()).as(check.err()).isEqualTo(2);
            assertThat(check.out()).contains("1 finding at or above high (1 high) in 2 reports");
        }
        assertThat(Prompt.run("check", directory + "/fork-1.json", directory.toString())
                        .out())
                .contains("in 2 reports");
    }

    @Test
    void no_report_at_all_is_wrong_usage() {
        for (String named : new String[] {"missing.json", directory.toString(), directory + "/*.json"}) {
            Prompt check = Prompt.run("check", named);
            assertThat(check.status()).isEqualTo(3);
            assertThat(check.err()).startsWith("seaworthy: no report found at " + named);
        }
        assertThat(Prompt.run("check").status()).isEqualTo(3);
    }

    @Test
    void a_report_that_a_crash_cut_short_is_never_clean() throws IOException {
        Path file = directory.resolve("r.json");
        write(file, report(true));
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        Prompt cut = Prompt.run("check", file.toString());
        assertThat(cut.status()).isEqualTo(1);
        assertThat(cut.err()).contains("ends in the middle");

        write(file, report(false));
        Prompt killed = Prompt.run("check", file.toString());
        assertThat(killed.status()).isEqualTo(1);
        assertThat(killed.err()).contains("not finished, because its JVM was killed or still runs", "--running");
        assertThat(Prompt.run("check", file.toString(), "--running").status()).isZero();

        write(file, report(false, BLOCKER));
        assertThat(Prompt.run("check", file.toString()).status()).isEqualTo(2);
    }

    /** What the temporary file of a report says that was never finished. */
    @Test
    void a_report_that_was_lost_while_it_was_written_is_never_clean() throws IOException {
        Path left = Files.createFile(directory.resolve(".r.json.0123456789abcdef.tmp"));
        Path file = directory.resolve("r.json");
        for (String named : new String[] {file.toString(), directory.toString(), directory + "/*.json"}) {
            Prompt alone = Prompt.run("check", named);
            assertThat(alone.status()).as(named).isEqualTo(1);
            assertThat(alone.err()).contains(left.getFileName().toString(), "was not finished");
        }

        write(directory.resolve("other.json"), report(true));
        assertThat(Prompt.run("check", directory.toString()).status()).isEqualTo(1);
        assertThat(Prompt.run("check", directory.toString(), "--running").status())
                .isZero();
        assertThat(Prompt.run("check", directory + "/oth*.json").status()).isZero();

        write(file, report(true)); // by a later run
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(30)));
        assertThat(Prompt.run("check", directory.toString()).status()).isZero();
    }

    @Test
    void a_baseline_is_made_of_all_that_is_confirmed() throws IOException {
        String file = write(directory.resolve("r.json"), report(true, MEDIUM, HIGH, BLOCKER));
        String baseline = directory.resolve("ci/baseline.txt").toString();

        Prompt missing = Prompt.run("check", file, "--baseline", baseline);
        assertThat(missing.status()).isEqualTo(3);
        assertThat(missing.err()).contains("create it with --update-baseline");

        Prompt made = Prompt.run("check", file, "--baseline", baseline, "--update-baseline");
        assertThat(made.status()).as(made.err()).isZero();
        assertThat(Files.readString(Path.of(baseline)))
                .endsWith("\n\n"
                        + HTTP + " 5 # com.acme.Dao.find jdbc:postgresql://db/shop . one, 2025-11-24\n"
                        + "system-out-0123456789ab 5 # com.acme.Dao.find jdbc:postgresql://db/shop . one, 2025-11-24\n"
                        + POOL + " 5 # com.acme.Dao.find jdbc:postgresql://db/shop . one, 2025-11-24\n");
        assertThat(Prompt.run("check", file, "--baseline", baseline, "--fail-on", "info")
                        .status())
                .isZero();
    }

    @Test
    void an_update_takes_out_what_is_fixed_and_adds_nothing() throws IOException {
        Path baseline = directory.resolve("baseline.txt");
        String kept =
                "# the next line waits for SHOP-12\n" + POOL + "   3   # com.acme.Dao.find, 2025-01-01 # till May\n";
        Files.writeString(
                baseline,
                "# ours\n\n" + kept + "unpooled-connection-ffffffffffff 1 # gone, 2025-01-01\n" + HTTP + " 9\n");
        String file = write(directory.resolve("r.json"), report(true, BLOCKER, MEDIUM));

        Prompt update = Prompt.run(
                "check", file, "--baseline", baseline.toString(), "--update-baseline", "--fail-on", "medium");
        assertThat(update.status()).isEqualTo(2);
        assertThat(update.out())
                .contains("com/acme/Dao.java:31 medium log/system-out\n")
                .contains("2 kept (1 of rules that saw nothing to judge), 1 fixed and removed");
        // plain-http had nothing to judge in this run, which fixes nothing
        assertThat(baseline).hasContent("# ours\n\n" + HTTP + " 9\n" + kept);

        Prompt again = Prompt.run("check", file, "--baseline", baseline.toString(), "--update-baseline");
        assertThat(again.status()).isZero();
        assertThat(baseline).hasContent("# ours\n\n" + HTTP + " 9\n" + kept);

        Prompt accepted =
                Prompt.run("check", file, "--baseline", baseline.toString(), "--update-baseline", "--accept-new");
        assertThat(accepted.out()).contains("1 added");
        assertThat(Files.readString(baseline)).contains("system-out-0123456789ab 5 # ");
    }

    @Test
    void a_baseline_may_know_a_finding_by_a_former_id() throws IOException {
        Path baseline = Files.writeString(directory.resolve("baseline.txt"), HTTP + " 3\n");
        Finding renamed = new Finding(
                "unpooled-connection-ba9876543210",
                BLOCKER.rule(),
                null,
                BLOCKER.area(),
                BLOCKER.severity(),
                State.CONFIRMED,
                Status.OPEN,
                BLOCKER.message(),
                BLOCKER.fix(),
                BLOCKER.target(),
                BLOCKER.location(),
                BLOCKER.stack(),
                5,
                Samples.SEEN,
                Samples.SEEN,
                Map.of(Finding.FORMER_IDS, List.of("unpooled-connection-ffffffffffff", POOL)));
        String file = write(directory.resolve("r.json"), report(true, renamed));

        assertThat(Prompt.run("check", file, "--baseline", baseline.toString()).status())
                .isEqualTo(2);
        Files.writeString(baseline, POOL + " 3\n");
        assertThat(Prompt.run("check", file, "--baseline", baseline.toString()).status())
                .isZero();
        Prompt update =
                Prompt.run("check", file, "--baseline", baseline.toString(), "--update-baseline", "--accept-new");
        assertThat(update.status()).isZero();
        assertThat(baseline).hasContent(POOL + " 3");
    }

    @Test
    void a_killed_run_changes_no_baseline() throws IOException {
        Path baseline = Files.writeString(directory.resolve("baseline.txt"), POOL + " 3\n");
        String file = write(directory.resolve("r.json"), report(false));

        assertThat(Prompt.run("check", file, "--baseline", baseline.toString(), "--update-baseline")
                        .status())
                .isEqualTo(1);
        assertThat(baseline).hasContent(POOL + " 3");
    }

    @Test
    void a_bad_baseline_line_is_named() throws IOException {
        Path baseline = Files.writeString(directory.resolve("baseline.txt"), "# x\n\nnonsense here # y\n");
        String file = write(directory.resolve("r.json"), report(true));

        Prompt check = Prompt.run("check", file, "--baseline", baseline.toString());
        assertThat(check.status()).isEqualTo(3);
        assertThat(check.err()).contains("line 3 is not a finding", "plain-http-0123456789ab 3 # why");
    }

    @Test
    void a_clean_run_that_judged_nothing_of_a_required_area_is_an_error() throws IOException {
        String file = write(directory.resolve("r.json"), report(true));

        assertThat(Prompt.run("check", file, "--require-coverage", "jdbc").status())
                .isZero();
        Prompt blind = Prompt.run("check", file, "--require-coverage", "jdbc,http");
        assertThat(blind.status()).isEqualTo(1);
        assertThat(blind.err()).contains("no rule of http had anything to judge");
        Prompt wrong = Prompt.run("check", file, "--require-coverage", "jbdc");
        assertThat(wrong.status()).isEqualTo(3);
        assertThat(wrong.err()).contains("no area 'jbdc'", "did you mean 'jdbc'?");
        write(Path.of(file), report(true, BLOCKER));
        assertThat(Prompt.run("check", file, "--require-coverage", "http").status())
                .isEqualTo(2);
    }

    @Test
    void options_that_want_each_other_say_so() {
        assertThat(Prompt.run("check", "r.json", "--update-baseline").err()).contains("needs --baseline FILE");
        assertThat(Prompt.run("check", "r.json", "--accept-new", "--baseline", "b")
                        .err())
                .contains("needs --update-baseline");
    }
}
