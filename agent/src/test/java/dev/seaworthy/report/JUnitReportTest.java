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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class JUnitReportTest {

    private ReportOptions options = ReportOptions.USUAL;
    private final Ledger ledger = Books.ledger("suppress=http/plain-http@com.acme.quiet");

    @TempDir
    Path folder;

    @Test
    void each_finding_that_is_open_confirmed_and_at_the_threshold_fails_at_its_line() throws Exception {
        Files.writeString(folder.resolve("pom.xml"), "");
        Path source = folder.resolve("src/main/java/com/acme/OrderDao.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "");
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a.com", "said so")
                .occurrences(12)
                .evidence("opens", 12));
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://b.com", "said so too"));
        Document document = valid(report());

        Element one = test(document, "http/plain-http at com.acme.OrderDao.find http://a.com");
        assertThat(one.getAttribute("classname")).isEqualTo("seaworthy.http");
        assertThat(one.getAttribute("file")).isEqualTo("src/main/java/com/acme/OrderDao.java");
        assertThat(one.getAttribute("line")).isEqualTo("31");
        assertThat(elements(one, "failure")).singleElement().satisfies(failure -> {
            assertThat(failure.getAttribute("type")).isEqualTo("high");
            assertThat(failure.getAttribute("message"))
                    .isEqualTo("high at com.acme.OrderDao.find(OrderDao.java:31) http://a.com: said so");
            assertThat(failure.getTextContent())
                    .contains("target: http://a.com", "opens = 12", "seen: 12 times", "fix: Use https")
                    .doesNotContain("said so too");
        });
        assertThat(elements(one, "system-out")).isEmpty();
        assertThat(elements(test(document, "http/plain-http at com.acme.OrderDao.find http://b.com"), "failure"))
                .hasSize(1);
        assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("2");
    }

    @Test
    void what_does_not_fail_a_build_is_skipped_and_says_why() throws Exception {
        ledger.add(Found.suspected(Books.PLAIN_HTTP, Books.dao(), "a", "only a shape", 1));
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "b", "mild").severity(Severity.MEDIUM));
        ledger.add(Found.confirmed(Books.PLAIN_HTTP, Books.at("com.acme.quiet.A", "b", 1), "", "quiet", 1));
        Found retracted = Books.confirmed(Books.PLAIN_HTTP, "c", "harmless");
        ledger.add(retracted);
        ledger.resolve(retracted);
        Document document = valid(report());

        assertThat(elements(document.getDocumentElement(), "failure")).isEmpty();
        assertThat(skipped(document, "http/plain-http at com.acme.OrderDao.find a"))
                .isEqualTo("only suspected");
        assertThat(skipped(document, "http/plain-http at com.acme.OrderDao.find b"))
                .isEqualTo("medium is below high");
        assertThat(skipped(document, "http/plain-http at com.acme.quiet.A.b")).isEqualTo("suppressed");
        assertThat(document.getDocumentElement().getTextContent())
                .contains("only a shape", "mild", "quiet")
                .doesNotContain("harmless");
        assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("0");
        options = new ReportOptions(Severity.MEDIUM, false);
        assertThat(valid(report()).getDocumentElement().getAttribute("failures"))
                .isEqualTo("1");
    }

    @Test
    void a_rule_that_was_not_evaluated_is_skipped_and_says_why() throws Exception {
        Document document = valid(report());
        assertThat(elements(test(document, "jdbc/unpooled-connection"), "skipped"))
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
        assertThat(document.getDocumentElement().getTextContent())
                .contains("<script>alert('x\"')</script>", "]]>-->", "@everyone");
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
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

    private Document valid(Report report) throws Exception {
        StringWriter text = new StringWriter();
        new JUnitReport(folder.toFile(), options).write(text, report, Books.cards());
        return validate(text.toString());
    }

    /**
     * Valid as Jenkins reads it, and each suite as Surefire writes it, but for file and line: neither schema has them, and
     * GitLab and GitHub's actions read them.
     */
    private static Document validate(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        Document plain = (Document) document.cloneNode(true);
        for (Element test : elements(plain.getDocumentElement(), "testcase")) {
            test.removeAttribute("file");
            test.removeAttribute("line");
        }
        schema("jenkins-junit.xsd").newValidator().validate(new DOMSource(plain));
        for (Element suite : elements(plain.getDocumentElement(), "testsuite")) {
            schema("surefire-test-report.xsd").newValidator().validate(new DOMSource(suite));
        }
        return document;
    }

    private static Schema schema(String name) throws SAXException {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Objects.requireNonNull(JUnitReportTest.class.getResource("/schema/" + name)));
    }

    private static String skipped(Document document, String name) {
        return elements(test(document, name), "skipped").get(0).getTextContent();
    }

    private static Element test(Document document, String name) {
        return elements(document.getDocumentElement(), "testcase").stream()
                .filter(test -> test.getAttribute("name").equals(name))
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
