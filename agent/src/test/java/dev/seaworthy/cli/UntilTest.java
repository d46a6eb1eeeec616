package dev.seaworthy.cli;

import static dev.seaworthy.cli.Samples.open;
import static dev.seaworthy.cli.Samples.report;
import static dev.seaworthy.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is accepted for a while only, and what is accepted in vain. */
class UntilTest {

    private static final String POOL = "unpooled-connection-0123456789ab";
    private static final String GONE = "unpooled-connection-ffffffffffff";
    private static final Finding BLOCKER = open(POOL, "jdbc/unpooled-connection", Severity.BLOCKER);

    @TempDir
    Path directory;

    @Test
    void a_line_of_the_baseline_counts_again_from_its_day_on() throws IOException {
        for (String form :
                new String[] {" 3 until %s # com.acme, 2025-01-01", " until %s", " 3 # us # until %s, SHOP-1"}) {
            Prompt far = check(BLOCKER, POOL + form.formatted(inDays(30)));
            assertThat(far.status()).as(form).isZero();
            assertThat(far.out()).doesNotContain("until");
            Prompt soon = check(BLOCKER, POOL + form.formatted(inDays(7)));
            assertThat(soon.status()).as(form).isZero();
            assertThat(soon.out())
                    .contains(
                            "seaworthy: " + POOL + " is accepted until " + inDays(7) + ": it counts again in 7 days\n");
            assertThat(check(BLOCKER, POOL + form.formatted(inDays(8))).out()).doesNotContain("counts again");
            Prompt over = check(BLOCKER, POOL + form.formatted(inDays(0)));
            assertThat(over.status()).as(form).isEqualTo(2);
            assertThat(over.out())
                    .contains("seaworthy: " + POOL + " was accepted until " + inDays(0) + " and counts again\n");
        }
    }

    @Test
    void what_the_agent_accepted_counts_again_as_well() throws IOException {
        for (Status status : new Status[] {Status.SUPPRESSED, Status.BASELINE}) {
            Prompt soon = check(BLOCKER.with(status, "until " + inDays(1) + ": SHOP-1"), "");
            assertThat(soon.status()).isZero();
            assertThat(soon.out()).contains("it counts again in 1 day\n");
            assertThat(check(BLOCKER.with(status, "until " + inDays(0)), "").status())
                    .isEqualTo(2);
            assertThat(check(BLOCKER.with(status, "until " + inDays(0)), POOL + " 1 until " + inDays(90))
                            .status())
                    .isZero();
        }
    }

    @Test
    void a_day_that_does_not_exist_is_wrong_usage() throws IOException {
        for (String line : new String[] {" 3 until 2027-02-30", " 3 until soon", " 3 # x # until 2027-13-01"}) {
            Prompt check = check(BLOCKER, POOL + line);
            assertThat(check.status()).as(line).isEqualTo(3);
            assertThat(check.err()).contains("line 1 names a day that does not exist: write it as 'until 2027-03-01'");
        }
        assertThat(check(BLOCKER, POOL + " 3 # x # until the summer").status()).isZero();
    }

    @Test
    void an_update_keeps_a_line_that_is_over_and_accepts_it_anew_only_if_asked() throws IOException {
        Path baseline = baseline(POOL + " 3 until 2025-01-01 # old\n");
        String file = write(directory.resolve("r.json"), report(true, BLOCKER));

        Prompt update = Prompt.run("check", file, "--baseline", baseline.toString(), "--update-baseline");
        assertThat(update.status()).isEqualTo(2);
        assertThat(baseline).content().contains(POOL + " 3 until 2025-01-01 # old\n");

        Prompt accepted =
                Prompt.run("check", file, "--baseline", baseline.toString(), "--update-baseline", "--accept-new");
        assertThat(accepted.status()).isZero();
        assertThat(baseline).content().contains(POOL + " 5 # com.acme.Dao.find").doesNotContain("until");
    }

    @Test
    void strict_fails_on_lines_whose_finding_is_fixed() throws IOException {
        String lines = POOL + " 3\n" + GONE + " 1 # com.acme.Old\nplain-http-0123456789ab 1\n";
        Path baseline = baseline(lines);
        String file = write(directory.resolve("r.json"), report(true, BLOCKER));

        Prompt lax = Prompt.run("check", file, "--baseline", baseline.toString());
        assertThat(lax.status()).isZero();
        assertThat(lax.out()).contains("1 line is no longer needed; remove with --update-baseline");

        Prompt strict = Prompt.run("check", file, "--baseline", baseline.toString(), "--strict");
        assertThat(strict.status()).isEqualTo(3);
        assertThat(strict.out()).contains("the finding of line '" + GONE + " 1 # com.acme.Old' is fixed");
        assertThat(baseline).hasContent(lines);

        Prompt update = Prompt.run("check", file, "--baseline", baseline.toString(), "--strict", "--update-baseline");
        assertThat(update.status()).isZero();
        assertThat(Prompt.run("check", file, "--baseline", baseline.toString(), "--strict")
                        .status())
                .isZero();
        assertThat(Prompt.run("check", file, "--strict").err()).contains("--strict needs --baseline FILE");
    }

    private Prompt check(Finding finding, String line) throws IOException {
        String file = write(directory.resolve("r.json"), report(true, finding));
        return Prompt.run("check", file, "--baseline", baseline(line).toString());
    }

    private Path baseline(String text) throws IOException {
        return Files.writeString(directory.resolve("baseline.txt"), text);
    }

    private static LocalDate inDays(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days);
    }
}
