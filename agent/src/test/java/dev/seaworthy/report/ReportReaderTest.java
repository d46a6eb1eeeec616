package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {

    @TempDir
    Path directory;

    @Test
    void reads_what_was_written() throws IOException {
        Report report = read(write(sample()));

        assertThat(report.process())
                .isEqualTo(new ProcessFacts("0.1.0", 42, "com.acme.Main", "17.0.15", 1_000_000, "vm")
                        .with(new SampleCoverage().frameworks()));
        assertThat(report.hooks()).isEqualTo(new SampleCoverage().hooks());
        assertThat(report.rules()).isEqualTo(new SampleCoverage().rules());
        assertThat(report.cost()).containsExactly(Map.entry("start-millis", 90L));
        Finding finding = report.findings().get(0);
        assertThat(finding.rule()).isEqualTo("jdbc/unpooled-connection");
        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.isOpen()).isTrue();
        assertThat(finding.location()).isEqualTo(new Place("com.acme.OrderDao", "find", "OrderDao.java", 31));
        assertThat(finding.stack()).containsExactly(new Place("com.acme.OrderDao", "find", "OrderDao.java", 31));
        assertThat(finding.count()).isEqualTo(12);
        assertThat(finding.firstSeen()).isEqualTo(1_000_000);
        assertThat(finding.evidence()).containsEntry("opens", 12L).containsEntry("list", List.of(1L, "b"));
    }

    @Test
    void what_is_read_is_written_again_byte_for_byte() throws IOException {
        String written = write(sample());

        assertThat(write(read(written))).isEqualTo(written);
    }

    @Test
    void what_ended_and_what_was_merged_and_reasons_come_back_too() throws IOException {
        Report one = sample();
        ProcessFacts merged = new ProcessFacts("0.1.0", 0, "a, b", "17", 5, "container", List.of("Quarkus"), true, 3);
        Finding found = one.findings().get(0);
        Finding excused = new Finding(
                found.id(),
                found.rule(),
                found.variant(),
                found.area(),
                found.severity(),
                Finding.State.RESOLVED,
                Finding.Status.SUPPRESSED,
                found.message(),
                found.fix(),
                found.target(),
                null,
                List.of(new Place("Unnamed", "<init>", null, 0), new Place("a.B", "c", "d:e", 0)),
                found.count(),
                found.firstSeen(),
                found.lastSeen(),
                Map.of("deep", List.of(Map.of("x", -0.5, "y", 1e30, "z", true))),
                "waits for the migration");
        String written = write(new Report(
                merged,
                7,
                one.hooks(),
                one.rules(),
                one.observations(),
                one.dropped(),
                one.errors(),
                one.cost(),
                List.of(excused)));

        Report read = read(written);
        assertThat(read.process()).isEqualTo(merged);
        assertThat(read.findings().get(0).reason()).isEqualTo("waits for the migration");
        assertThat(read.findings().get(0).stack()).isEqualTo(excused.stack());
        assertThat(write(read)).isEqualTo(written);
    }

    @Test
    void fields_of_a_later_version_are_passed_over() throws IOException {
        String written = write(sample())
                .replaceFirst("\\{", "{ \"new\": {\"a\": [1, {\"b\": null}]},")
                .replaceFirst("\"pid\"", "\"cpu\": 3, \"pid\"")
                .replaceFirst("\"id\"", "\"mood\": [[]], \"id\"");

        assertThat(read(written).findings()).isEqualTo(read(write(sample())).findings());
    }

    @Test
    void a_report_that_is_cut_anywhere_is_never_read() throws IOException {
        byte[] whole = write(sample()).getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length - 1; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ReportReader.read("r.json", new ByteArrayInputStream(part)))
                    .isInstanceOf(UnreadableReport.class)
                    .hasMessageStartingWith("r.json ends in the middle");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>",
                "not json",
                "{\"schema\": 1, }",
                "\u0000\u0001\u001b[31m",
                "{'schema': 1}",
            })
    void what_is_no_json_is_said_so(String text) {
        refused(text, "is not JSON");
    }

    @Test
    void json_of_others_is_said_so() {
        refused("[]", "not an object");
        refused("{}", "lacks schema");
        refused("{\"version\": \"2.1.0\", \"runs\": []}", "lacks schema");
        refused("{\"schema\": 1, \"tool\": {\"name\": \"other\"}, \"findings\": []}", "lacks tool.name");
        refused("{\"schema\": 1, \"tool\": {\"name\": \"seaworthy\"}}", "lacks findings");
        refused("{\"schema\": \"a\"}", "unexpected");
        refused("{\"schema\": 1, \"findings\": 3}", "unexpected NUMBER at $.findings");
        refused(ours("{}"), "findings[0] has no ");
        refused(ours("{\"id\":\"a\",\"rule\":\"b\",\"severity\":\"fatal\"}"), "'fatal', and known are: blocker");
        refused(ours("{\"id\":\"a\",\"rule\":\"b\",\"severity\":\"low\",\"state\":\"\\u001b[31m\"}"), "\\u001b[31m");
        refused(ours("") + "{}", "after the end of the report");
    }

    @Test
    void an_id_or_rule_that_is_none_is_refused() {
        for (String id : List.of(
                "plain-http-0123456789ab\\nother-0123456789ab 1",
                "plain-http-0123456789ab # x",
                "plain-http",
                "-0123456789ab",
                "Plain-0123456789ab",
                "a-".repeat(100_000) + "0123456789ab")) {
            refused(finding(id, "http/plain-http"), "findings[0].id is '");
        }
        for (String rule : List.of("http/plain-http\\n", "http", "/x", "http/", "a/b/c", "http/x y")) {
            refused(finding("plain-http-0123456789ab", rule), "findings[0].rule is '");
        }
    }

    private static String finding(String id, String rule) {
        return ours("{\"id\":\"" + id + "\",\"rule\":\"" + rule
                + "\",\"severity\":\"low\",\"state\":\"confirmed\",\"status\":\"open\"}");
    }

    @Test
    void names_of_any_length_are_shortened_in_what_is_said() {
        refused("{\"" + "n".repeat(60_000) + "\": [nonsense", "n…");
    }

    @Test
    void a_newer_schema_names_the_remedy() {
        refused("{\"schema\": 2, \"anything\": \"else\"", "schema 2, and this version reads up to 1: use ");
    }

    @Test
    void nesting_without_end_is_refused() {
        refused("{\"schema\": 1, \"x\": " + "[".repeat(100_000), "nests too deeply");
        String whole = "[".repeat(300) + "]".repeat(300);
        refused(ours("").replace("}", ", \"x\": " + whole + "}"), "nests too deeply");
    }

    @Test
    void files_that_are_none_are_said_so() throws IOException {
        Path missing = directory.resolve("missing\n.json");
        assertThatThrownBy(() -> ReportReader.read(missing.toString()))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContaining("missing\\n.json: there is no such file");
        assertThatThrownBy(() -> ReportReader.read(directory.toString()))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContaining("is a directory");
        Path huge = directory.resolve("huge.json");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(300L << 20); // sparse
        }
        assertThatThrownBy(() -> ReportReader.read(huge.toString()))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContaining("300 MB");
        Path good = Files.writeString(directory.resolve("good.json"), write(sample()));
        assertThat(ReportReader.read(good.toString()).findings()).hasSize(2);
    }

    @Test
    void frames_print_as_they_were() {
        for (String frame : List.of(
                "com.acme.A.b(A.java:3)",
                "A.<init>(Unknown Source)",
                "a.B$$Lambda/0x1.run(Unknown Source)",
                "a.b(c.d(e:0)",
                "a.b(c:+1)",
                "a.b()")) {
            assertThat(FindingReader.frame(frame)).hasToString(frame);
        }
    }

    private static String ours(String finding) {
        return "{\"schema\": 1, \"tool\": {\"name\": \"seaworthy\"}, \"findings\": [" + finding + "]}";
    }

    private static void refused(String text, String why) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageStartingWith("r.json ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    private static Report read(String text) throws IOException {
        return ReportReader.read("r.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String write(Report report) throws IOException {
        StringWriter text = new StringWriter();
        new JsonReport().write(text, report, List.of());
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Report sample() {
        Ledger ledger = Books.ledger("");
        ledger.add(Books.confirmed(Books.UNPOOLED, "jdbc:postgresql://db:5432/shop", "12 connections")
                .occurrences(12)
                .evidence("opens", 12)
                .evidence("rate", 0.5f)
                .evidence("list", List.of(1, "b"))
                .evidence("map", Map.of("k", 0.1 + 0.2)));
        Site odd = Books.at("com.acme." + Hostile.TEXT, "m", 1);
        ledger.add(Found.confirmed(Books.PLAIN_HTTP, odd, Hostile.TEXT, Hostile.TEXT, 1)
                .variant(Hostile.TEXT)
                .evidence(Hostile.TEXT, Hostile.TEXT));
        return Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS);
    }
}
