package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.Rules;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifReportTest {

    private static final Schema SCHEMA = schema();
    private static final ReportOptions ALL = new ReportOptions(Severity.HIGH, true);

    @TempDir
    Path folder;

    private final Ledger ledger = Books.ledger("suppress=http/no-timeout");

    @Test
    void is_valid_and_accepted_whatever_is_in_it() throws IOException {
        accepted(write(Report.of(Books.ledger(""), new SampleCoverage(), SampleCoverage.PROCESS), Books.cards()));
        JsonObject run = accepted(write(Hostile.report(), Books.cards()));
        assertThat(run.getAsJsonArray("results").size()).isGreaterThan(8);
        assertThat(run.toString()).contains("<script>", "@everyone");
    }

    @Test
    void the_schema_refuses_what_is_not_valid() {
        assertThat(SCHEMA.validate("{\"version\":\"2.1.0\"}", InputFormat.JSON)).isNotEmpty();
        assertThat(SCHEMA.validate("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{}}]}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void the_whole_catalogue_is_valid_with_its_pages() throws IOException {
        List<RuleCard> cards = catalogue();
        JsonObject run = accepted(write(report(), cards));
        JsonObject driver = run.getAsJsonObject("tool").getAsJsonObject("driver");
        assertThat(driver.getAsJsonArray("rules")).hasSize(cards.size());
        JsonObject rule = rule(driver, "http/plain-http");
        assertThat(rule.get("name").getAsString()).isEqualTo("PlainHttp");
        assertThat(rule.getAsJsonObject("help").get("markdown").getAsString()).contains("## How to fix it");
        assertThat(rule.getAsJsonObject("help").get("text").getAsString()).startsWith("Call the service over https.");
        assertThat(rule.getAsJsonObject("properties"))
                .hasToString(
                        "{\"precision\":\"very-high\",\"problem.severity\":\"error\",\"security-severity\":\"8.0\","
                                + "\"tags\":[\"http\",\"security\",\"external/cwe/cwe-319\"]}");
        JsonObject other = rule(driver, "log/system-out").getAsJsonObject("properties");
        assertThat(other.has("security-severity")).isFalse();
        assertThat(other.get("tags")).hasToString("[\"log\",\"reliability\"]");
        assertThat(run.toString()).doesNotContain("helpUri");
    }

    @Test
    void a_finding_stands_at_its_line_in_the_sources() throws IOException {
        Files.writeString(folder.resolve("pom.xml"), "");
        Path source = folder.resolve("src/main/java/com/acme/OrderDao.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "\n".repeat(30) + "\treturn open(url);  \n");
        ledger.add(Books.confirmed(Books.UNPOOLED, "jdbc:postgresql://db:5432/shop", "12 connections")
                .occurrences(12));
        JsonObject result = accepted(write(report(), Books.cards()))
                .getAsJsonArray("results")
                .get(0)
                .getAsJsonObject();
        JsonObject location = result.getAsJsonArray("locations").get(0).getAsJsonObject();
        assertThat(location.get("physicalLocation"))
                .hasToString("{\"artifactLocation\":{\"uri\":\"src/main/java/com/acme/OrderDao.java\","
                        + "\"uriBaseId\":\"%SRCROOT%\"},\"region\":{\"startLine\":31,\"startColumn\":2,"
                        + "\"endLine\":31,\"endColumn\":19}}");
        assertThat(location.getAsJsonArray("logicalLocations").get(0))
                .hasToString(
                        "{\"name\":\"find\",\"fullyQualifiedName\":\"com.acme.OrderDao.find\",\"kind\":\"function\"}");
        assertThat(result.get("kind").getAsString()).isEqualTo("fail");
        assertThat(result.get("level").getAsString()).isEqualTo("error");
        assertThat(result.getAsJsonObject("message").get("text").getAsString())
                .isEqualTo(
                        "12 connections (jdbc:postgresql://db:5432/shop). Fix: Create one pooled DataSource at start-up.");
        String id = ledger.snapshot().get(0).id();
        assertThat(result.get("partialFingerprints"))
                .hasToString("{\"seaworthyFinding/v1\":\"" + id + "\",\"primaryLocationLineHash\":\"" + id + ":1\"}");
        assertThat(result.get("occurrenceCount").getAsInt()).isEqualTo(12);
        assertThat(result.has("suppressions")).isFalse();
        assertThat(result.has("baselineState")).isFalse();
    }

    @Test
    void a_finding_about_the_process_stands_at_the_main_class() throws IOException {
        ledger.add(Found.confirmed(Books.PLAIN_HTTP, Site.UNKNOWN, "", "m", 1));
        JsonObject location = accepted(write(report(), Books.cards()))
                .getAsJsonArray("results")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("locations")
                .get(0)
                .getAsJsonObject();
        assertThat(location.toString()).contains("\"com/acme/Main.java\"", "\"startLine\":1,", "\"process\"");
    }

    @Test
    void what_is_not_sure_is_no_failure() throws IOException {
        ledger.add(Found.suspected(Books.PLAIN_HTTP, Books.dao(), "", "m", 1));
        Found retracted = Books.confirmed(Books.UNPOOLED, "t", "m");
        ledger.add(retracted);
        ledger.resolve(retracted);
        JsonObject run = accepted(write(report(), Books.cards()));
        assertThat(run.getAsJsonArray("results")).hasSize(1);
        JsonObject result = run.getAsJsonArray("results").get(0).getAsJsonObject();
        assertThat(result.get("kind").getAsString()).isEqualTo("review");
        assertThat(result.get("level").getAsString()).isEqualTo("none");
        assertThat(run.getAsJsonArray("invocations").toString()).contains("no JDBC connection was opened");
    }

    @Test
    void tells_what_is_suppressed_and_what_was_there_before() throws IOException {
        ledger.add(Books.confirmed(Books.UNPOOLED, "t", "old"));
        String id = ledger.snapshot().get(0).id();
        Path baseline = Files.writeString(folder.resolve("baseline.txt"), id + " 1 # com.acme\n");
        Ledger second = Books.ledger("baseline=" + baseline + ",suppress=http/plain-http@com.acme.quiet");
        second.add(Books.confirmed(Books.UNPOOLED, "t", "old"));
        second.add(Books.confirmed(Books.UNPOOLED, "u", "new"));
        second.add(Found.confirmed(Books.PLAIN_HTTP, Books.at("com.acme.quiet.A", "b", 1), "", "quiet", 1));
        JsonObject run =
                accepted(write(Report.of(second, new SampleCoverage(), SampleCoverage.PROCESS), Books.cards(), ALL));
        List<String> told = new ArrayList<>();
        for (JsonElement result : run.getAsJsonArray("results")) {
            JsonObject fields = result.getAsJsonObject();
            told.add(fields.getAsJsonObject("message").get("text").getAsString().replaceAll("\\W.*", "") + " "
                    + fields.get("baselineState").getAsString() + " " + fields.getAsJsonArray("suppressions"));
        }
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "old unchanged []",
                        "new new []",
                        "quiet new [{\"kind\":\"external\",\"status\":\"accepted\"}]");
    }

    @Test
    void leaves_out_what_is_accepted_because_github_shows_it_as_open() throws IOException {
        Ledger first = Books.ledger("");
        first.add(Books.confirmed(Books.UNPOOLED, "t", "old"));
        Path baseline = Files.writeString(
                folder.resolve("baseline.txt"), first.snapshot().get(0).id() + " 1\n");
        Ledger second = Books.ledger("baseline=" + baseline + ",suppress=http/plain-http@com.acme.quiet");
        second.add(Books.confirmed(Books.UNPOOLED, "t", "old"));
        second.add(Books.confirmed(Books.UNPOOLED, "u", "new"));
        second.add(Found.confirmed(Books.PLAIN_HTTP, Books.at("com.acme.quiet.A", "b", 1), "", "quiet", 1));

        JsonArray results = accepted(
                        write(Report.of(second, new SampleCoverage(), SampleCoverage.PROCESS), Books.cards()))
                .getAsJsonArray("results");

        assertThat(results).singleElement().satisfies(result -> {
            JsonObject fields = result.getAsJsonObject();
            assertThat(fields.getAsJsonObject("message").get("text").getAsString())
                    .startsWith("new ");
            assertThat(fields.keySet()).doesNotContain("baselineState", "suppressions");
        });
    }

    @Test
    void stays_below_the_limits_that_github_documents() throws IOException {
        String huge = "[a](b) " + "x".repeat(5_000);
        ledger.add(Books.confirmed(Books.UNPOOLED, huge, huge).fix(huge));
        Finding one = ledger.snapshot().get(0);
        Report many = report().with(Collections.nCopies(5_003, one));

        JsonObject run = accepted(write(many, catalogue()));

        assertThat(run.getAsJsonArray("results")).hasSize(5_000);
        assertThat(run.getAsJsonArray("invocations").toString()).contains("3 more findings are in the JSON report");
        assertThat(run.getAsJsonObject("automationDetails").get("id").getAsString())
                .isEqualTo("seaworthy/com.acme.Main/");
    }

    @Test
    void how_sure_a_rule_is_differs() throws IOException {
        JsonObject driver =
                accepted(write(report(), catalogue())).getAsJsonObject("tool").getAsJsonObject("driver");
        assertThat(rule(driver, "http/plain-http").toString()).contains("\"precision\":\"very-high\"");
        assertThat(rule(driver, "http/retry-storm").toString()).contains("\"precision\":\"high\"");
        assertThat(rule(driver, "log/flood").toString()).contains("\"precision\":\"medium\"");
    }

    @Test
    void says_why_something_is_suppressed_where_the_user_did() throws IOException {
        ledger.add(Books.confirmed(Books.UNPOOLED, "t", "m"));
        Finding open = ledger.snapshot().get(0);
        Finding quiet = new Finding(
                open.id(),
                open.rule(),
                null,
                open.area(),
                open.severity(),
                open.state(),
                Finding.Status.SUPPRESSED,
                open.message(),
                open.fix(),
                open.target(),
                open.location(),
                open.stack(),
                open.count(),
                open.firstSeen(),
                open.lastSeen(),
                open.evidence(),
                "moves in May");
        Report now = report();
        Report report = new Report(
                now.process(),
                now.writtenAt(),
                now.hooks(),
                now.rules(),
                now.observations(),
                now.dropped(),
                now.errors(),
                now.cost(),
                List.of(quiet));
        assertThat(accepted(write(report, Books.cards(), ALL))
                        .getAsJsonArray("results")
                        .toString())
                .contains("\"justification\":\"moves in May\"");
        for (ReportFormat format :
                List.of(new MarkdownReport(ReportOptions.USUAL), new JUnitReport(ReportOptions.USUAL))) {
            StringWriter text = new StringWriter();
            format.write(text, report, Books.cards());
            assertThat(text.toString()).contains("moves in May");
        }
    }

    @Test
    void text_that_looks_like_a_link_is_none() throws IOException {
        ledger.add(Books.confirmed(Books.UNPOOLED, "", "see [here](http://evil.example)"));
        String text = accepted(write(report(), Books.cards()))
                .getAsJsonArray("results")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("message")
                .get("text")
                .getAsString();
        assertThat(text).startsWith("see \\[here\\](http://evil.example)");
    }

    private Report report() {
        return Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS);
    }

    private String write(Report report, List<RuleCard> cards) throws IOException {
        return write(report, cards, ReportOptions.USUAL);
    }

    private String write(Report report, List<RuleCard> cards, ReportOptions options) throws IOException {
        StringWriter text = new StringWriter();
        new SarifReport(folder.toFile(), options).write(text, report, cards);
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Valid by the schema, and by what GitHub asks for beyond it; gives the run. */
    private static JsonObject accepted(String sarif) {
        assertThat(SCHEMA.validate(sarif, InputFormat.JSON)).isEmpty();
        JsonObject run = JsonParser.parseString(sarif)
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject();
        Set<String> rules = new HashSet<>();
        assertThat(run.getAsJsonArray("results")).hasSizeLessThanOrEqualTo(5_000);
        for (JsonElement rule :
                run.getAsJsonObject("tool").getAsJsonObject("driver").getAsJsonArray("rules")) {
            JsonObject fields = rule.getAsJsonObject();
            assertThat(rules.add(fields.get("id").getAsString())).isTrue();
            assertThat(fields.get("name").getAsString()).hasSizeLessThanOrEqualTo(255);
            assertThat(fields.getAsJsonObject("shortDescription").get("text").getAsString())
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(1_024);
            assertThat(fields.getAsJsonObject("fullDescription").get("text").getAsString())
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(1_024);
            assertThat(fields.getAsJsonObject("properties").getAsJsonArray("tags"))
                    .hasSizeLessThanOrEqualTo(10);
            assertThat(fields.getAsJsonObject("help").get("text").getAsString()).isNotBlank();
        }
        for (JsonElement element : run.getAsJsonArray("results")) {
            JsonObject result = element.getAsJsonObject();
            assertThat(rules).contains(result.get("ruleId").getAsString());
            assertThat(result.getAsJsonObject("message").get("text").getAsString())
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(1_024);
            assertThat(result.getAsJsonArray("locations")).hasSizeLessThanOrEqualTo(100);
            JsonObject physical =
                    result.getAsJsonArray("locations").get(0).getAsJsonObject().getAsJsonObject("physicalLocation");
            String uri = physical.getAsJsonObject("artifactLocation").get("uri").getAsString();
            assertThat(uri)
                    .matches("[-A-Za-z0-9._~$%]+(/[-A-Za-z0-9._~$%]+)*")
                    .doesNotContain("/../")
                    .hasSizeLessThan(3_000);
            JsonObject region = physical.getAsJsonObject("region");
            assertThat(region.get("startLine").getAsInt()).isPositive();
            assertThat(region.get("endLine").getAsInt())
                    .isEqualTo(region.get("startLine").getAsInt());
            assertThat(region.get("startColumn").getAsInt()).isPositive();
            assertThat(region.get("endColumn").getAsInt())
                    .isGreaterThan(region.get("startColumn").getAsInt());
        }
        return run;
    }

    private static JsonObject rule(JsonObject driver, String id) {
        for (JsonElement rule : driver.getAsJsonArray("rules")) {
            if (rule.getAsJsonObject().get("id").getAsString().equals(id)) {
                return rule.getAsJsonObject();
            }
        }
        throw new AssertionError("no rule " + id);
    }

    @SuppressWarnings("unchecked") // a rule's class is a class of rules
    static List<RuleCard> catalogue() {
        return Rules.all(new Surroundings(key -> null)).stream()
                .map(rule -> RuleCard.of((Class<? extends Rule<?>>) rule.getClass()))
                .toList();
    }

    private static Schema schema() {
        try (InputStream json = SarifReportTest.class.getResourceAsStream("/schema/sarif-2.1.0-rtm.5.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(json, InputFormat.JSON);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
