package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.observation.Place;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLinksTest {

    private static final String TEMPLATE = "https://git.example.com/shop/blob/4f2a/{path}#L{line}";

    @TempDir
    Path folder;

    @Test
    void a_line_is_linked_by_its_path_in_the_repository() throws IOException {
        Files.writeString(folder.resolve("pom.xml"), "");
        Path source = folder.resolve("src/main/java/com/acme/Dao.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "");
        SourceLinks links = new SourceLinks(TEMPLATE, new SourceTree(folder.toFile()));

        assertThat(links.to(new Place("com.acme.Dao", "find", "Dao.java", 31)))
                .isEqualTo("https://git.example.com/shop/blob/4f2a/src/main/java/com/acme/Dao.java#L31");
        assertThat(links.to(new Place("com.acme.Other", "find", null, 0)))
                .isEqualTo("https://git.example.com/shop/blob/4f2a/com/acme/Other.java#L1");
        assertThat(links.to(new Place("a>b|c", "find", "x)\n](y", 1)))
                .isEqualTo("https://git.example.com/shop/blob/4f2a/x%29%0A%5D%28y#L1");
        assertThat(links.to(null)).isEmpty();
        assertThat(SourceLinks.NONE.to(new Place("a.B", "c", null, 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "javascript:alert({path})",
                "https://x.example/",
                "https://x/{path}\">",
                "ftp://x/{path}",
                "https://x/{path} y",
                "https://x/{path}>"
            })
    void what_is_no_address_with_a_path_links_nothing(String template) {
        assertThat(SourceLinks.isTemplate(template)).isFalse();
        assertThat(new SourceLinks(template, new SourceTree(folder.toFile())).to(new Place("a.B", "c", null, 1)))
                .isEmpty();
    }

    @Test
    void page_markdown_and_sarif_link_there() throws IOException {
        Ledger ledger = Books.ledger("");
        ledger.add(Books.confirmed(Books.UNPOOLED, "t", "m"));
        Report report = Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS);
        String link = "https://git.example.com/shop/blob/4f2a/com/acme/OrderDao.java#L31";

        assertThat(write("r.md", report)).contains("| [`com/acme/OrderDao.java:31`](<" + link + ">) |");
        assertThat(write("r.sarif", report).replace("\\u003d", "=")).contains("\"hostedViewerUri\": \"" + link + "\"");
        assertThat(write("r.html", report).replace("&#x2F;", "/").replace("&#x3D;", "="))
                .contains("<a href=\"" + link + "\">OrderDao.java:31</a>");
    }

    private static String write(String name, Report report) throws IOException {
        StringWriter text = new StringWriter();
        Objects.requireNonNull(ReportFormat.of(name, ReportOptions.linking(TEMPLATE)))
                .write(text, report, Books.cards());
        return text.toString();
    }
}
