package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class JUnitReportTest {

    private final Ledger ledger = Books.ledger("suppress=http/plain-http@com.acme.quiet");

    @Test
    void a_rule_fails_for_what_is_open_confirmed_and_at_least_medium() throws Exception {
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a.com", "said so")
                .occurrences(12)
                .evidence("opens", 12));
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://b.com", "said so too"));
        Element rule = rule(valid(report()), "http/plain-http");
        assertThat(rule.getAttribute("classname")).isEqualTo("seaworthy.http");
        assertThat(elements(rule, "failure")).singleElement().satisfies(failure -> {
            assertThat(failure.getAttribute("type")).isEqualTo("high");
            assertThat(failure.getAttribute("message"))
                    .isEqualTo("high at com.acme.OrderDao.find(OrderDao.java:31) http://a.com: said so (and 1 more)");
            assertThat(failure.getTextContent())
                    .contains("target: http://a.com", "opens = 12", "seen: 12 times", "fix: Use https", "said so too");
        });
        assertThat(elements(rule, "system-out")).isEmpty();
    }

    @Test
    void what_nobody_has_to_look_at_fails_nothing() throws Exception {
        ledger.add(Found.suspected(Books.PLAIN_HTTP, Books.dao(), "a", "only suspected", 1));
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "b", "only low").severity(Severity.LOW));
        ledger.add(Found.confirmed(Books.PLAIN_HTTP, Books.at("com.acme.quiet.A", "b", 1), "", "quiet", 1));
        Document document = valid(report());
        Element rule = rule(document, "http/plain-http");
        assertThat(elements(rule, "failure")).isEmpty();
        assertThat(elements(rule, "system-out"))
                .singleElement()
                .satisfies(out -> assertThat(out.getTextContent())
                        .contains(
                                "high, suspected, open: only suspected",
                                "low, confirmed, open: only low",
                                "suppressed: quiet"));
        assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("0");
    }

    @Test
    void a_rule_that_was_not_evaluated_is_skipped_and_says_why() throws Exception {
        Document document = valid(report());
        assertThat(elements(rule(document, "jdbc/unpooled-connection"), "skipped"))
                .singleElement()
                .satisfies(skipped ->
                        assertThat(skipped.getTextContent()).isEqualTo("not evaluated: no JDBC connection was opened"));
        Element suite = elements(document.getDocumentElement(), "testsuite").get(1);
        assertThat(suite.getAttribute("name")).isEqualTo("seaworthy.jdbc");
        assertThat(suite.getAttribute("tests")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    }

    @Test
    void hostile_text_stays_text() throws Exception {
        Document document = valid(Hostile.report());
        Element rule = rule(document, "http/plain-http");
        assertThat(rule.getTextContent()).contains("<script>alert('x\"')</script>", "]]>-->", "@everyone");
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(2);
    }

    @Test
    void what_xml_cannot_hold_is_left_out() {
        assertThat(JUnitReport.escape("a\u0000b\u001bc\ufffed\uffffe\ud800f\ud83d\ude00<&>\"\n"))
                .isEqualTo("abcdef\ud83d\ude00&lt;&amp;&gt;&quot;\n");
    }

    @Test
    void the_schemas_refuse_what_is_not_valid() {
        assertThatThrownBy(() -> validate("<testsuites><testcase/></testsuites>"))
                .isInstanceOf(SAXException.class);
    }

    private Report report() {
        return Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS);
    }

    private static Document valid(Report report) throws Exception {
        StringWriter text = new StringWriter();
        new JUnitReport().write(text, report, Books.cards());
        return validate(text.toString());
    }

    /** Valid as Jenkins reads it, and each suite as Surefire writes it. */
    private static Document validate(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        schema("jenkins-junit.xsd").newValidator().validate(new DOMSource(document));
        for (Element suite : elements(document.getDocumentElement(), "testsuite")) {
            schema("surefire-test-report.xsd").newValidator().validate(new DOMSource(suite));
        }
        return document;
    }

    private static Schema schema(String name) throws SAXException {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Objects.requireNonNull(JUnitReportTest.class.getResource("/schema/" + name)));
    }

    private static Element rule(Document document, String name) {
        return elements(document.getDocumentElement(), "testcase").stream()
                .filter(rule -> rule.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Element> elements(Element in, String name) {
        List<Element> found = new ArrayList<>();
        NodeList all = in.getElementsByTagName(name);
        for (int i = 0; i < all.getLength(); i++) {
            found.add((Element) all.item(i));
        }
        return found;
    }
}
