package dev.seaworthy.catalogue;

import static dev.seaworthy.catalogue.CatalogueTest.link;
import static dev.seaworthy.catalogue.CatalogueTest.rules;
import static dev.seaworthy.catalogue.CatalogueTest.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.config.Settings;
import dev.seaworthy.rule.RuleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * README and {@code docs/} say what the catalogues say, in the space that a reader has. Run with {@code
 * -Dseaworthy.write.docs=true} to write the tables.
 */
class DocsTest {

    private static final int README_LINES = 120;
    private static final int EXAMPLES = 4;
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");
    private static final Map<String, String> AREAS =
            Map.of("jdbc", "Databases", "http", "HTTP and TLS", "file", "Files and uploads", "log", "Logs and errors");

    @Test
    void the_readme_is_read_in_one_go() throws IOException {
        assertThat(Files.readAllLines(root().resolve("README.md"))).hasSizeLessThanOrEqualTo(README_LINES);
    }

    @Test
    void the_readme_counts_the_rules_of_each_area() throws IOException {
        check("README.md", "areas", areas());
    }

    @Test
    void each_rule_has_its_row() throws IOException {
        check("docs/rules.md", "rules", table());
    }

    @Test
    void each_setting_has_its_row() throws IOException {
        check("docs/settings.md", "settings", Settings.table());
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(root().resolve("docs"))) {
            List<Path> pages = docs.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .collect(Collectors.toList());
            pages.addAll(Stream.of("README.md", "SECURITY.md", "CONTRIBUTING.md")
                    .map(root()::resolve)
                    .toList());
            return pages.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void what_it_links_to_is_there(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            assertThat(page.resolveSibling(link.group(1))).as(link.group()).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void the_readme_leads_to_it(Path page) throws IOException {
        String name = root().relativize(page).toString().replace('\\', '/');
        if (!name.equals("README.md")) {
            assertThat(Files.readString(root().resolve("README.md"))).contains("](" + name + ")");
        }
    }

    private static void check(String file, String name, String table) throws IOException {
        Path page = root().resolve(file);
        String text = Files.readString(page);
        String begin = "<!-- " + name + " -->";
        String end = "<!-- /" + name + " -->";
        assertThat(text).contains(begin, end);
        int from = text.indexOf(begin);
        int to = text.indexOf(end) + end.length();
        String expected = begin + "\n" + table.strip() + "\n" + end;
        if (Boolean.getBoolean("seaworthy.write.docs")) {
            Files.writeString(page, text.substring(0, from) + expected + text.substring(to));
            return;
        }

        assertThat(text.substring(from, to))
                .as("the table of " + file + "; -Dseaworthy.write.docs=true writes it")
                .isEqualTo(expected);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| rule | severity | finds | fix |\n|---|---|---|---|\n");
        rules().map(rule -> "| [`" + spec(rule).id() + "`](../" + link(rule) + ") | "
                        + spec(rule).severity().label() + " | " + spec(rule).summary() + " | "
                        + spec(rule).fix() + " |\n")
                .forEach(table::append);
        return table.toString();
    }

    /** The areas, how many rules each has, and the worst of what these find. */
    private static String areas() {
        Map<String, List<RuleSpec>> areas = rules().map(CatalogueTest::spec)
                .collect(Collectors.groupingBy(
                        spec -> spec.id().substring(0, spec.id().indexOf('/')),
                        LinkedHashMap::new,
                        Collectors.toList()));
        StringBuilder table = new StringBuilder("| area | rules | such as |\n|---|---|---|\n");
        areas.forEach((area, specs) -> table.append("| ")
                .append(AREAS.get(area))
                .append(" (`")
                .append(area)
                .append("`) | ")
                .append(specs.size())
                .append(" | ")
                .append(specs.stream()
                        .sorted(Comparator.comparing(RuleSpec::severity))
                        .limit(EXAMPLES)
                        .map(RuleSpec::summary)
                        .collect(Collectors.joining(" · ")))
                .append(" |\n"));
        return table.toString();
    }

    private static Path root() {
        return CatalogueTest.module().getParent();
    }
}
