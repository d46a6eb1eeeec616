package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {

    @TempDir
    Path directory;

    private final Ledger ledger = Books.ledger("");
    private final List<String> warnings = new ArrayList<>();

    @Test
    void writes_the_schema_of_the_contract() throws IOException {
        ledger.add(Books.confirmed(Books.UNPOOLED, "jdbc:postgresql://db:5432/shop", "12 connections")
                .occurrences(12)
                .evidence("opens", 12)
                .evidence("list", List.of(1, "b"))
                .evidence("map", Map.of("k", 0.5)));
        ledger.add(
                Found.confirmed(Books.PLAIN_HTTP, Site.UNKNOWN, "", "m", 2_000).variant("v"));
        JsonObject report = written();
        assertThat(report.keySet()).containsExactly("schema", "tool", "process", "coverage", "findings");
        assertThat(report.get("schema").getAsInt()).isEqualTo(1);
        assertThat(report.get("tool")).hasToString("{\"name\":\"seaworthy\",\"version\":\"0.1.0\"}");
        JsonObject process = report.getAsJsonObject("process");
        assertThat(process.keySet())
                .containsExactly(
                        "pid", "main", "java", "startedAt", "writtenAt", "environment", "frameworks", "complete");
        assertThat(process.get("frameworks")).hasToString("[\"Spring Boot\"]");
        assertThat(process.get("startedAt").getAsString()).isEqualTo("1970-01-01T00:16:40.000Z");
        JsonObject coverage = report.getAsJsonObject("coverage");
        assertThat(coverage.getAsJsonArray("hooks").get(0))
                .hasToString("{\"hook\":\"jdbc.DriverManager\",\"installed\":true}");
        assertThat(coverage.getAsJsonArray("rules").get(1))
                .hasToString(
                        "{\"rule\":\"jdbc/unpooled-connection\",\"state\":\"not-evaluated\",\"why\":\"no JDBC connection was opened\"}");
        assertThat(coverage.get("observations")).hasToString("{\"http.call\":40}");
        JsonObject finding = report.getAsJsonArray("findings").get(0).getAsJsonObject();
        assertThat(finding.keySet())
                .containsExactly(
                        "id",
                        "rule",
                        "variant",
                        "area",
                        "severity",
                        "state",
                        "status",
                        "message",
                        "fix",
                        "target",
                        "location",
                        "stack",
                        "count",
                        "firstSeen",
                        "lastSeen",
                        "evidence");
        assertThat(finding.get("variant").isJsonNull()).isTrue();
        assertThat(finding.get("severity").getAsString()).isEqualTo("blocker");
        assertThat(finding.get("state").getAsString()).isEqualTo("confirmed");
        assertThat(finding.get("status").getAsString()).isEqualTo("open");
        assertThat(finding.get("location"))
                .hasToString(
                        "{\"class\":\"com.acme.OrderDao\",\"method\":\"find\",\"file\":\"OrderDao.java\",\"line\":31}");
        assertThat(finding.get("stack")).hasToString("[\"com.acme.OrderDao.find(OrderDao.java:31)\"]");
        assertThat(finding.get("count").getAsLong()).isEqualTo(12);
        assertThat(finding.get("firstSeen").getAsString()).isEqualTo("1970-01-01T00:16:40.000Z");
        assertThat(finding.get("evidence")).hasToString("{\"opens\":12,\"list\":[1,\"b\"],\"map\":{\"k\":0.5}}");
        JsonObject other = report.getAsJsonArray("findings").get(1).getAsJsonObject();
        assertThat(other.get("location").isJsonNull()).isTrue();
        assertThat(other.get("variant").getAsString()).isEqualTo("v");
    }

    @Test
    void hostile_text_stays_text() throws IOException {
        ledger.add(Found.confirmed(
                        Books.PLAIN_HTTP, Books.at("com.acme." + Hostile.TEXT, "m", 1), Hostile.TEXT, Hostile.TEXT, 1)
                .evidence(Hostile.TEXT, Hostile.TEXT));
        StringWriter text = new StringWriter();
        new JsonReport().write(text, Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS), List.of());
        assertThat(text.toString()).doesNotContain("<", ">", "&", "'", "\u001b", "\u2028", "\u2029", "\u0000", "\r");
        assertThat(written()
                        .getAsJsonArray("findings")
                        .get(0)
                        .getAsJsonObject()
                        .get("message")
                        .getAsString())
                .startsWith("a\nb\r\u001b[31mred")
                .endsWith("<script>alert('x\"')</script>&?\u0000z");
    }

    @Test
    void is_written_soon_after_the_start() throws IOException {
        String old = "{\"process\": {\"complete\": true}}";
        Path file = Files.writeString(directory.resolve("out.json"), old);
        FileReporter reporter = reporter("report.every=30s", file);
        reporter.tick(10_000);
        reporter.tick(14_900);
        assertThat(file).hasContent(old);
        reporter.tick(15_000);
        assertThat(file).as("what the last run left").content().contains("\"complete\": false");
        Files.delete(file);
        reporter.tick(44_900);
        assertThat(file).doesNotExist();
        reporter.tick(45_000);
        assertThat(file).exists();
    }

    @Test
    void is_written_when_due_and_at_exit() throws IOException {
        Path file = directory.resolve("out.json");
        FileReporter reporter = reporter("report.every=1s", file);
        reporter.tick(10_000);
        assertThat(file).doesNotExist();
        reporter.tick(10_999);
        assertThat(file).doesNotExist();
        reporter.tick(11_000);
        assertThat(file).exists();
        Files.delete(file);
        reporter.tick(11_500);
        assertThat(file).doesNotExist();
        reporter.finish();
        assertThat(file).exists();
        reporter.close();
    }

    @Test
    void leaves_nothing_beside_the_report() throws IOException {
        Path file = directory.resolve("deep/er/out.json");
        FileReporter reporter = reporter("", file);
        reporter.finish();
        reporter.finish();
        try (var files = Files.list(directory.resolve("deep/er"))) {
            assertThat(files).containsExactly(file);
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_path_that_cannot_be_written_is_one_warning() {
        FileReporter reporter = reporter("", directory);
        reporter.finish();
        reporter.finish();
        assertThat(warnings).singleElement().asString().contains(directory.toString(), "cannot be written");
        assertThat(directory).isDirectory();
    }

    @Test
    void a_failed_write_leaves_the_last_report_whole() throws IOException {
        Path file = directory.resolve("out.json");
        ReportFile report = new ReportFile(file.toString(), warnings::add);
        report.write(out -> out.write("whole"));
        report.write(out -> {
            out.write("half");
            throw new IOException("disk full");
        });
        assertThat(file).hasContent("whole");
        assertThat(warnings).singleElement().asString().contains("disk full");
        report.write(out -> out.write("again"));
        assertThat(file).hasContent("again");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void never_replaces_a_device_and_follows_a_link() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "a system with /dev/null");
        new ReportFile(device.toString(), warnings::add).write(out -> out.write("x"));
        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(warnings).hasSize(1);
        Path real = Files.writeString(directory.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.json"), real);
        new ReportFile(link.toString(), warnings::add).write(out -> out.write("new"));
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void every_process_writes_a_file_of_its_own() {
        String pid = Long.toString(ProcessHandle.current().pid());
        reporter("", directory.resolve("%p").resolve("report-%p.json")).finish();
        assertThat(directory.resolve(pid).resolve("report-" + pid + ".json")).isNotEmptyFile();
        assertThat(warnings).isEmpty();
    }

    private FileReporter reporter(String arguments, Path file) {
        return new FileReporter(
                Books.settings(arguments),
                file.toString(),
                new JsonReport(),
                ledger,
                new SampleCoverage(),
                SampleCoverage.PROCESS,
                new PendingReport(file.toString()),
                warnings::add);
    }

    private JsonObject written() throws IOException {
        Path file = directory.resolve("written.json");
        reporter("", file).finish();
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }
}
