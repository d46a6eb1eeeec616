package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
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
                        "## To fix: 1\n",
                        "### 1. blocker: `jdbc/unpooled-connection` Connections opened without a pool\n",
                        "- **Where:** `com.acme.OrderDao.find(OrderDao.java:31)`\n",
                        "- **Seen:** `12 connections`, 12 times, last 1970-01-01T00:16:40.000Z\n",
                        "- **Target:** `jdbc:postgresql://db:5432/shop`\n",
                        "- **Evidence:** `opens = 12`, `list = 1, b`\n",
                        "- **Fix:** Create one pooled DataSource at start-up.\n",
                        "- **How to verify that it is gone:** Exercise `com.acme.OrderDao.find` as in this run (12 times)",
                        "no confirmed finding has the id `" + id + "`",
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
        assertThat(write(report, Books.cards())).contains("- **Called from:** `com.acme.Shop.show(Shop.java:7)`\n");
        StringWriter xml = new StringWriter();
        new JUnitReport().write(xml, report, Books.cards());
        assertThat(xml.toString())
                .contains("  called from com.acme.Shop.show(Shop.java:7)\n")
                .doesNotContain("called from com.acme.OrderDao", "called from org.postgresql");
    }

    @Test
    void says_why_by_the_rule_s_page() throws IOException {
        String text = write(Hostile.report(), SarifReportTest.catalogue());
        assertThat(text).contains("- **Why it hurts:** On localhost nothing leaves the machine.");
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
    void nothing_found_is_said() throws IOException {
        assertThat(write(Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS), Books.cards()))
                .contains("## To fix: nothing was found\n");
    }

    @Test
    void hostile_text_stays_in_its_code_spans() throws IOException {
        List<String> outside = new ArrayList<>();
        List<String> inside = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        Parser.builder().build().parse(write(Hostile.report(), Books.cards())).accept(new AbstractVisitor() {
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
        new MarkdownReport().write(text, report, cards);
        return text.toString();
    }
}
