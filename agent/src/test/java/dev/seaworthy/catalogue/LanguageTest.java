package dev.seaworthy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.rule.RuleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users read is plain American technical English; each rule's own messages are checked where its test makes them. */
class LanguageTest {

    private static final int MOST_BULLETS = 6;
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    /** Two literals that the formatter broke one text into. */
    private static final Pattern BROKEN = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");

    static Stream<Class<?>> rules() {
        return CatalogueTest.rules();
    }

    /** What users read besides the rules' messages: pages, ready files, web page. */
    static Stream<Path> texts() throws IOException {
        Path root = CatalogueTest.module().getParent();
        List<Path> texts = new ArrayList<>(Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "scripts/new-rule")
                .map(root::resolve)
                .toList());
        for (String folder : List.of("docs", "examples", "agent/src/main")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.filter(path -> path.toString().matches(".*\\.(md|yml|yaml|mustache)|.*dashboard\\.json"))
                        .filter(path -> !path.toString().contains("target"))
                        .sorted()
                        .forEach(texts::add);
            }
        }
        return texts.stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void its_fix_is_one_imperative_sentence(Class<?> rule) {
        Wording.fix(rule.getAnnotation(RuleSpec.class).fix());
        assertThat(Wording.translated(rule.getAnnotation(RuleSpec.class).summary()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void its_page_ends_with_at_most_six_bullets(Class<?> rule) throws IOException {
        String page = Files.readString(CatalogueTest.page(rule));
        String last = page.substring(page.lastIndexOf("\n## ")).trim();
        List<String> lines = last.lines().skip(1).toList();

        assertThat(lines)
                .as("bullets and nothing else")
                .allMatch(line -> line.startsWith("- ") || line.startsWith("  "));
        assertThat(lines.stream().filter(line -> line.startsWith("- ")).count()).isBetween(1L, (long) MOST_BULLETS);
        assertThat(page).startsWith("# " + rule.getAnnotation(RuleSpec.class).id() + "\n");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void nothing_in_it_reads_as_translated(Path text) throws IOException {
        assertThat(Wording.translated(CODE.matcher(Files.readString(text)).replaceAll("`…`")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent/src/main", "demo-app/src/main"})
    void no_text_in_the_sources_reads_as_translated(String sources) throws IOException {
        List<String> translated = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CatalogueTest.module().getParent().resolve(sources))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
                Matcher literal = LITERAL.matcher(BROKEN.matcher(code).replaceAll(""));
                while (literal.find()) {
                    Wording.translated(literal.group(1))
                            .forEach(phrase -> translated.add(file.getFileName() + ": " + phrase));
                }
            }
        }

        assertThat(translated).isEmpty();
    }

    @Test
    void a_phrase_of_the_glossary_is_noticed() {
        assertThat(Wording.translated("Whoever finds the pool empty waits for ever"))
                .hasSize(2);
        assertThat(Wording.translated("4 of the 4 that ended had served one piece of work"))
                .hasSize(2);
        assertThat(Wording.translated("A caller that finds the pool empty waits forever; there is no limit"))
                .isEmpty();
    }
}
