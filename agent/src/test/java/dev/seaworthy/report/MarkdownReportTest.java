package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    private final Ledger ledger = Books.ledger("suppress=http/plain-http@com.acme.quiet");

    @Test
    void a_finding_says_where_what_why_and_how_to_see_that_it_is_gone() throws IOException {
        ledger.add(Books.confirmed(Books.UNPOOLED, "jdbc:postgresql://db:5432/shop", "12 connections")
                .occurrences(12)
                .evidence("opens", 12)
                .evidence("list", List.of(1, "b")));
        String id = ledger.snapshot().get(0).id();
        String text = write(Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS), Books.cards());
        assertThat(text)
                .contains(
                        "## To fix: 1\n\n| | severity | rule | where | found |\n|---|---|---|---|---|\n"
                                + "| 1 | blocker | `jdbc/unpooled-connection` | `com/acme/OrderDao.java:31`"
                                + " | `12 connections` |\n",
                        "### `jdbc/unpooled-connection`: Connections opened without a pool\n",
                        "**Fix:** Create one pooled DataSource at start-up.\n",
                        "#### 1. blocker at `com.acme.OrderDao.find(OrderDao.java:31)`\n",
                        "- **Seen:** `12 connections`, 12 times, last 1970-01-01T00:16:40.000Z\n",
                        "- **Target:** `jdbc:postgresql://db:5432/shop`\n",
                        "- **Evidence:**\n  - `opens = 12`\n  - `list`\n    - `1`\n    - `b`\n",
                        "- **Id:** `" + id + "`\n",
                        "## How to verify that they are gone\n",
                        "- `jdbc/unpooled-connection` was not evaluated: `no JDBC connection was opened`\n",
                        "- what `http.client` would have seen: `no such method`\n",
                        "- 2 × `queue` was dropped");
    }

    @Test
    void names_callers_of_the_place_and_not_what_it_called() throws IOException {
        Place driver = new Place("org.postgresql.Driver", "connect", "Driver.java", 9);
        Place dao = new Place("com.acme.OrderDao", "find", "OrderDao.java", 31);
        Place shop = new Place("com.acme.Shop", "show", "Shop.java", 7);
        ledger.add(Found.confirmed(Books.UNPOOLED, new Site(dao, true, List.of(driver, dao, shop)), "", "m", 1));
        Report report = Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS);
        assertThat(write(report, Books.cards()))
                .contains("- **Called from:**\n  - `com.acme.Shop.show(Shop.java:7)`\n");
        StringWriter xml = new StringWriter();
        new JUnitReport(ReportOptions.USUAL).write(xml, report, Books.cards());
        assertThat(xml.toString())
                .contains("  called from com.acme.Shop.show(Shop.java:7)\n")
                .doesNotContain("called from com.acme.OrderDao", "called from org.postgresql");
    }

    @Test
    void names_the_application_s_own_caller_and_not_the_framework_s() {
        Place dao = new Place("com.acme.db.OrderDao", "find", "OrderDao.java", 31);
        Place spring = new Place("org.springframework.aop.Joinpoint", "proceed", "Joinpoint.java", 9);
        Place shop = new Place("com.acme.web.Shop", "show", "Shop.java", 7);

        assertThat(ownCaller(dao, spring, shop)).isEqualTo("com.acme.web.Shop.show(Shop.java:7)");
        assertThat(ownCaller(dao, spring)).isNull();
        assertThat(ownCaller(new Place("OrderDao", "find", "OrderDao.java", 31), spring))
                .isNull();
    }

    private @Nullable String ownCaller(Place... stack) {
        Ledger own = Books.ledger("");
        own.add(Found.confirmed(Books.UNPOOLED, new Site(stack[0], true, List.of(stack)), "", "m", 1));
        return Shown.ownCaller(own.snapshot().get(0));
    }

    @Test
    void says_why_by_the_rule_s_page() throws IOException {
        String text = write(Hostile.report(), SarifReportTest.catalogue());
        assertThat(text).contains("**Why it hurts:** On localhost nothing leaves the machine.");
    }

    @Test
    void the_most_urgent_comes_first_and_the_rest_is_brief() throws IOException {
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "a", "high one"));
        ledger.add(Books.confirmed(Books.UNPOOLED, "b", "blocker one"));
        ledger.add(Found.suspected(Books.PLAIN_HTTP, Books.dao(), "c", "shape only", 1));
        ledger.add(Found.confirmed(Books.PLAIN_HTTP, Books.at("com.acme.quiet.A", "b", 1), "", "quiet", 1));
        String text = write(Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS), Books.cards());
        assertThat(text)
                .containsSubsequence(
                        "`blocker one`",
                        "`high one`",
                        "## Suspected, not proven: 1\n\n- high: `http/plain-http` at ",
                        "`shape only`",
                        "## Known: suppressed: 1\n",
                        "`quiet`",
                        "## What could not be evaluated\n");
    }

    @Test
    void a_rule_is_explained_once_with_the_advice_for_the_framework_that_is_there() throws IOException {
        ledger.add(Books.confirmed(Books.UNPOOLED, "a", "first").fix("Use the other one."));
        ledger.add(Books.confirmed(Books.UNPOOLED, "b", "second"));
        Report report = Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS);

        String text = write(report, SarifReportTest.catalogue());

        assertThat(text.split("\\*\\*Why it hurts:", -1)).hasSize(2);
        assertThat(text)
                .contains("**Spring Boot:**", "- **Fix:** `Use the other one.`")
                .doesNotContain("**Quarkus:**");
    }

    @Test
    void stays_below_60_000_characters_and_counts_the_rest() throws IOException {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://host-" + i, "said ".repeat(20) + i)
                    .evidence("list", Collections.nCopies(50, "item " + "x".repeat(200))));
        }
        for (Finding finding : ledger.snapshot()) {
            many.add(finding);
            many.add(finding.with(Finding.Status.BASELINE, "reason ".repeat(50)));
            many.add(finding.with(Finding.Status.SUPPRESSED, "reason ".repeat(50)));
        }

        String text = write(
                Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS).with(many), Books.cards());

        assertThat(text.length()).isBetween(30_000, 60_000);
        assertThat(text)
                .contains("## To fix: 300\n", "## Known: in the baseline: 300\n")
                .containsPattern("\n\\d+ more are in the JSON report\\.\n")
                .containsPattern("\nThe details of \\d+ more are in the JSON report\\.\n")
                .containsPattern("\n- and \\d+ more\n");
    }

    @Test
    void nothing_found_is_said() throws IOException {
        assertThat(write(Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS), Books.cards()))
                .contains("## To fix: nothing was found\n");
    }

    @Test
    void hostile_text_stays_in_its_code_spans() throws IOException {
        List<String> outside = new ArrayList<>();
        List<String> inside = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        String whole = write(Hostile.report(), Books.cards());
        assertThat(whole).contains("\\|a\\|b\\|");
        // Each cell of a table is a text of its own, and ends at a bar that no backslash stands before.
        String apart = Pattern.compile("(?m)^\\|.*$")
                .matcher(whole)
                .replaceAll(row -> Matcher.quoteReplacement(row.group().replaceAll("(?<!\\\\)\\|", "\n\n")));
        Parser.builder().build().parse(apart).accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                outside.add(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                inside.add(code.getLiteral());
            }

            @Override
            public void visit(Heading heading) {
                headings.add("h" + heading.getLevel());
                visitChildren(heading);
            }

            @Override
            public void visit(Link link) {
                refuse(link);
            }

            @Override
            public void visit(Image image) {
                refuse(image);
            }

            @Override
            public void visit(HtmlInline html) {
                refuse(html);
            }

            @Override
            public void visit(HtmlBlock html) {
                refuse(html);
            }

            @Override
            public void visit(FencedCodeBlock code) {
                refuse(code);
            }

            @Override
            public void visit(IndentedCodeBlock code) {
                refuse(code);
            }

            @Override
            public void visit(BlockQuote quote) {
                refuse(quote);
            }

            private void refuse(Node node) {
                throw new AssertionError("got out of its place: " + node);
            }
        });
        assertThat(outside)
                .noneMatch(text -> text.contains("alert(")
                        || text.contains("evil.example")
                        || text.contains("@")
                        || text.contains("#")
                        || text.contains("|")
                        || text.contains("`")
                        || text.contains("Huge")
                        || text.contains("etc/passwd"));
        assertThat(inside).anyMatch(text -> text.contains("@everyone #1")).anyMatch(text -> text.contains("<script>"));
        assertThat(headings.stream().filter("h1"::equals)).hasSize(1);
        assertThat(inside).allMatch(text -> text.chars().noneMatch(c -> c < ' ' || c == 0x2028 || c == 0x202e));
    }

    @Test
    void backticks_end_no_span_and_nothing_is_no_span_either() {
        assertThat(MarkdownReport.code("a``` b")).isEqualTo("`a''' b`");
        assertThat(MarkdownReport.code("`")).isEqualTo("`'`");
        assertThat(MarkdownReport.code(" ")).isEqualTo("`(empty)`");
        assertThat(MarkdownReport.code("a\n# b")).isEqualTo("`a\\n# b`");
    }

    private static String write(Report report, List<RuleCard> cards) throws IOException {
        StringWriter text = new StringWriter();
        new MarkdownReport(ReportOptions.USUAL).write(text, report, cards);
        return text.toString();
    }
}
