package dev.seaworthy.cli;

import static dev.seaworthy.cli.Samples.finding;
import static dev.seaworthy.cli.Samples.open;
import static dev.seaworthy.cli.Samples.report;
import static dev.seaworthy.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.observation.Place;
import dev.seaworthy.report.Hostile;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} prints besides text, and where it puts it. */
class CheckFormatTest {

    private static final Map<String, String> GITHUB = Map.of("GITHUB_ACTIONS", "true");
    private static final Finding BLOCKER =
            open("unpooled-connection-0123456789ab", "jdbc/unpooled-connection", Severity.BLOCKER);
    private static final Finding MEDIUM = open("system-out-0123456789ab", "log/system-out", Severity.MEDIUM);

    @TempDir
    Path directory;

    @Test
    void annotates_at_most_ten_lines_on_github_the_most_severe_first() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (int i = 10; i < 24; i++) {
            findings.add(open("plain-http-0123456789" + i, "http/plain-http", Severity.HIGH));
        }
        findings.add(BLOCKER);
        String file = write(directory.resolve("r.json"), report(true, findings.toArray(new Finding[0])));

        Prompt check = Prompt.with(GITHUB, "check", file);

        assertThat(check.status()).isEqualTo(2);
        List<String> commands =
                check.out().lines().filter(line -> line.startsWith("::")).toList();
        assertThat(commands).hasSize(11);
        assertThat(commands.get(0))
                .isEqualTo("::error title=blocker jdbc/unpooled-connection::seen with \\u001b[31mcolour and\\na line"
                        + "%0Acom.acme.Dao.find(Dao.java:31) jdbc:postgresql://db/shop # one%0AFix: Fix it");
        assertThat(commands.get(10))
                .isEqualTo("::notice title=Seaworthy::5 more findings in this step's log and in the job's summary");
        assertThat(check.out()).contains("seaworthy: 15 findings at or above high");
        assertThat(Prompt.run("check", file).out()).doesNotContain("::error");
        assertThat(Prompt.with(GITHUB, "check", file, "--format", "text").out()).doesNotContain("::error");
        assertThat(Prompt.run("check", file, "--format", "github").out()).contains("::error");
    }

    @Test
    void an_annotation_names_the_file_if_the_source_is_there() throws IOException {
        String here = getClass().getName();
        Place place = new Place(here, "main", "CheckFormatTest.java", 7);
        String file = write(directory.resolve("r.json"), report(true, Samples.at(BLOCKER, place)));

        assertThat(Prompt.with(GITHUB, "check", file).out())
                .containsPattern(
                        "::error file=[\\w/-]*src/test/java/dev/seaworthy/cli/CheckFormatTest.java,line=7,title=");
    }

    @Test
    void adds_a_summary_to_those_of_other_steps() throws IOException {
        Path summary = Files.writeString(directory.resolve("summary.md"), "# before\n");
        String file = write(directory.resolve("r.json"), report(true, BLOCKER, MEDIUM));

        Prompt.with(
                Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()),
                "check",
                file,
                "--fail-on",
                "medium");

        assertThat(Files.readString(summary))
                .startsWith("# before\n## Seaworthy\n\n`2 findings at or above medium (1 blocker, 1 medium)")
                .contains(
                        "| 1 | blocker | `jdbc/unpooled-connection` | `com/acme/Dao.java:31` | `seen with ",
                        "- `jdbc/unpooled-connection`: Create one ",
                        "To accept all of these: `java -jar seaworthy-agent.jar check ");
    }

    @Test
    void a_summary_that_cannot_be_written_decides_nothing() throws IOException {
        String file = write(directory.resolve("r.json"), report(true));
        Prompt check = Prompt.with(
                Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", directory.toString()), "check", file);
        assertThat(check.status()).isZero();
        assertThat(check.err()).contains("job summary", "cannot be written");
    }

    @Test
    void text_of_the_application_is_no_command_and_no_markup() throws IOException {
        Path summary = directory.resolve("summary.md");
        String evil = "\n::set-env name=A::b\r\n##[add-mask]x %0A::error::y, a:b | <script>`@everyone`" + Hostile.TEXT;
        Finding hostile = Samples.saying(BLOCKER, evil, new Place("a::b,c%0A", "::stop", "x\n::error::y.java", 3));
        String file = write(directory.resolve("r.json"), report(true, hostile));

        Prompt check =
                Prompt.with(Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()), "check", file);

        assertThat(check.out().lines().map(String::strip).filter(line -> line.startsWith("::")))
                .singleElement()
                .asString()
                .startsWith(
                        "::error title=blocker jdbc/unpooled-connection::\\n::set-env name=A::b\\r\\n##[add-mask]x %250A")
                .doesNotContain("\r");
        assertThat(check.out().lines().filter(line -> !line.startsWith("::"))).noneMatch(line -> line.contains("##["));
        String row = Files.readString(summary)
                .lines()
                .filter(line -> line.startsWith("| 1 "))
                .findFirst()
                .orElseThrow();
        assertThat(row.replace("\\|", "").chars().filter(c -> c == '|').count()).isEqualTo(6);
        assertThat(row.chars().filter(c -> c == '`').count()).isEqualTo(6);
    }

    @Test
    void gitlab_gets_what_its_code_quality_report_asks_for() throws IOException {
        Finding process = Samples.saying(MEDIUM, "m", null);
        String file = write(
                directory.resolve("r.json"),
                report(
                        true,
                        BLOCKER,
                        process,
                        open("c-0123456789ab", "http/plain-http", Severity.HIGH),
                        open("d-0123456789ab", "http/plain-http", Severity.LOW),
                        open("e-0123456789ab", "http/plain-http", Severity.INFO),
                        finding("f-0123456789ab", "http/plain-http", Severity.HIGH, State.SUSPECTED, Status.OPEN),
                        finding("g-0123456789ab", "http/plain-http", Severity.HIGH, State.CONFIRMED, Status.BASELINE)));

        Prompt check = Prompt.run("check", file, "--format", "gitlab");

        assertThat(check.status()).isEqualTo(2);
        assertThat(codeQuality().validate(check.out(), InputFormat.JSON)).isEmpty();
        Set<String> fingerprints = new HashSet<>();
        Set<String> severities = new HashSet<>();
        JsonParser.parseString(check.out()).getAsJsonArray().forEach(element -> {
            JsonObject violation = element.getAsJsonObject();
            fingerprints.add(violation.get("fingerprint").getAsString());
            severities.add(violation.get("severity").getAsString());
        });
        assertThat(fingerprints).hasSize(5);
        assertThat(severities).containsExactlyInAnyOrder("blocker", "critical", "major", "minor", "info");
        assertThat(check.out()).contains("\"path\": \"com/acme/Main.java\"", "\"path\": \"com/acme/Dao.java\"");
        assertThat(codeQuality().validate(check.out().replace("\"blocker\"", "\"awful\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void a_document_goes_into_a_file_and_text_is_printed() throws IOException {
        String file = write(directory.resolve("r.json"), report(true, BLOCKER));
        Path quality = directory.resolve("out/gl-code-quality-report.json");
        Path markdown = directory.resolve("out/seaworthy.md");

        Prompt check =
                Prompt.run("check", file, "--format", "gitlab", "-o", quality.toString(), "-o", markdown.toString());

        assertThat(check.out()).startsWith("com/acme/Dao.java:31 blocker");
        assertThat(Files.readString(quality)).startsWith("[").contains("\"check_name\": \"jdbc/unpooled-connection\"");
        assertThat(Files.readString(markdown)).startsWith("# Seaworthy");
        assertThat(Prompt.run("check", file, "-o", "x.pdf").status()).isEqualTo(3);
    }

    @Test
    void json_has_the_verdict_and_what_fails() throws IOException {
        String file = write(directory.resolve("r.json"), report(true, BLOCKER, MEDIUM));

        JsonObject verdict = JsonParser.parseString(
                        Prompt.run("check", file, "--format", "json").out())
                .getAsJsonObject();

        assertThat(verdict.get("clean").getAsBoolean()).isFalse();
        assertThat(verdict.get("failOn").getAsString()).isEqualTo("high");
        assertThat(verdict.get("verdict").getAsString()).startsWith("1 finding at or above high");
        JsonObject one = verdict.getAsJsonArray("findings").get(0).getAsJsonObject();
        assertThat(one.get("id").getAsString()).isEqualTo(BLOCKER.id());
        assertThat(one.get("source").getAsString()).isEqualTo("com/acme/Dao.java");
        assertThat(verdict.getAsJsonArray("findings")).hasSize(1);
    }

    @Test
    void a_report_that_it_writes_has_the_baseline_applied() throws IOException {
        String file = write(directory.resolve("r.json"), report(true, BLOCKER, MEDIUM));
        Path baseline = Files.writeString(
                directory.resolve("b.txt"), BLOCKER.id() + " 1 # com.acme, 2025-01-01 # waits for SHOP-12\n");
        Path out = directory.resolve("applied.json");

        Prompt check = Prompt.run("check", file, "--baseline", baseline.toString(), "-o", out.toString());

        assertThat(check.status()).isZero();
        JsonObject accepted = JsonParser.parseString(Files.readString(out))
                .getAsJsonObject()
                .getAsJsonArray("findings")
                .get(0)
                .getAsJsonObject();
        assertThat(accepted.get("id").getAsString()).isEqualTo(BLOCKER.id());
        assertThat(accepted.get("status").getAsString()).isEqualTo("baseline");
        assertThat(accepted.get("reason").getAsString()).isEqualTo("waits for SHOP-12");
    }

    @Test
    void findings_of_one_source_file_stand_together_from_the_top_down() throws IOException {
        Finding later = Samples.at(
                open("a-0123456789ab", "http/plain-http", Severity.BLOCKER),
                new Place("com.acme.Dao", "save", "Dao.java", 90));
        Finding other = Samples.at(
                open("b-0123456789ab", "http/plain-http", Severity.BLOCKER),
                new Place("com.acme.Mail", "send", "Mail.java", 4));
        Finding whole = Samples.saying(open("c-0123456789ab", "http/plain-http", Severity.HIGH), "m", null);
        Finding first = open("d-0123456789ab", "http/plain-http", Severity.HIGH);
        String file = write(directory.resolve("r.json"), report(true, first, whole, other, later));

        assertThat(Prompt.run("check", file)
                        .out()
                        .lines()
                        .filter(line -> line.endsWith(" http/plain-http") || line.isEmpty()))
                .containsExactly(
                        "com/acme/Dao.java:31 high http/plain-http",
                        "com/acme/Dao.java:90 blocker http/plain-http",
                        "",
                        "com/acme/Mail.java:4 blocker http/plain-http",
                        "",
                        "the whole process high http/plain-http",
                        "");
    }

    private static Schema codeQuality() throws IOException {
        try (InputStream json = CheckFormatTest.class.getResourceAsStream("/schema/code-quality.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(json, InputFormat.JSON);
        }
    }
}
