package dev.seaworthy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.harness.InlineCode;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Rules;
import dev.seaworthy.rule.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule is complete: annotation, page, tests. */
class CatalogueTest {
    private static final List<String> HEADINGS = List.of(
            "## What it is",
            "## Why it hurts in production",
            "## How to fix it",
            "## When it is fine",
            "## How to silence it",
            "## What Seaworthy looks at and what it cannot see");

    static Stream<Class<?>> rules() {
        return Rules.all(new Surroundings(key -> null)).stream().map(Rule::getClass);
    }

    @Test
    void the_list_is_as_long_as_it_says_and_names_each_rule_once() {
        assertThat(rules()).hasSize(Rules.COUNT).doesNotHaveDuplicates();
    }

    @Test
    void every_class_with_the_annotation_is_in_the_list() throws IOException {
        TreeSet<String> listed = rules().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> written = new TreeSet<>();
        Path sources = module().resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources.resolve("dev/seaworthy/rule"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains("\n@RuleSpec(")) {
                    String name = sources.relativize(file).toString();
                    written.add(name.substring(0, name.length() - ".java".length())
                            .replace('/', '.')
                            .replace('\\', '.'));
                }
            }
        }

        assertThat(listed).as("rules in the list against rule classes").isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void its_id_is_its_package_and_its_name(Class<?> rule) {
        String area = rule.getPackageName().substring("dev.seaworthy.rule.".length());
        String name = rule.getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                .toLowerCase(Locale.ROOT);

        assertThat(spec(rule).id()).isEqualTo(area + "/" + name);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void it_speaks_in_one_sentence(Class<?> rule) {
        assertThat(spec(rule).summary())
                .isNotBlank()
                .doesNotContain("\n")
                .doesNotEndWith(".")
                .doesNotContain(". ");
        assertThat(spec(rule).fix()).isNotBlank().doesNotContain("\n");
        assertThat(spec(rule).fix().replaceAll("\\.$", "")).as("one sentence").doesNotContain(". ");
        assertThat(spec(rule).needs()).as("what it judges").isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void its_page_lies_beside_it_with_all_headings(Class<?> rule) throws IOException {
        Path page = page(rule);
        assertThat(page).as("the page of " + spec(rule).id()).exists();
        List<String> lines = Files.readAllLines(page);

        assertThat(lines.stream().filter(line -> line.startsWith("## "))).isEqualTo(HEADINGS);
        assertThat(String.join("\n", lines)).contains(spec(rule).id());
        for (int i = 0; i < HEADINGS.size(); i++) {
            int from = lines.indexOf(HEADINGS.get(i)) + 1;
            int to = i + 1 < HEADINGS.size() ? lines.indexOf(HEADINGS.get(i + 1)) : lines.size();
            assertThat(String.join("", lines.subList(from, to)))
                    .as(HEADINGS.get(i))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void its_test_tells_when_it_flags_and_when_it_stays_silent(Class<?> rule) throws ClassNotFoundException {
        Class<?> test = Class.forName(rule.getName() + "Test");
        List<String> tests = Arrays.stream(test.getDeclaredMethods())
                .filter(method -> Arrays.stream(method.getAnnotations())
                        .anyMatch(annotation ->
                                annotation.annotationType().getName().startsWith("org.junit.")))
                .map(method -> method.getName())
                .toList();

        assertThat(tests).as("positive tests").anyMatch(name -> name.startsWith("flags_"));
        assertThat(tests).as("negative tests").anyMatch(name -> name.startsWith("stays_silent_"));
    }

    /** What people are to copy is looked up by a test for its kind: {@code SnippetsIT} and those beside it. */
    @Test
    void every_setting_that_a_page_advises_is_of_a_kind_that_is_tested() {
        assertThat(InlineCode.all().stream().filter(CatalogueTest::isUntested)).isEmpty();
        assertThat(
                        InlineCode.of(
                                        "Any",
                                        "## How to fix it\nSet `acme.timeout-ms=3`, `a b = 4` and `socketTimeout=3`.\n")
                                .stream()
                                .filter(CatalogueTest::isUntested))
                .extracting(InlineCode::text)
                .containsExactly("acme.timeout-ms=3");
    }

    /** {@code SnippetsIT} compiles Java; {@code AdviceIT} runs the SQL of the pages that it names. */
    @ParameterizedTest
    @MethodSource("rules")
    void its_page_s_blocks_are_tested(Class<?> rule) throws IOException {
        String advice = Files.readString(module().resolve("src/test/java/dev/seaworthy/it/AdviceIT.java"));
        List<String> languages = Files.readAllLines(page(rule)).stream()
                .filter(line -> line.strip().matches("```.+"))
                .map(line -> line.strip().substring(3))
                .toList();

        assertThat(languages)
                .allMatch(language -> language.equals("java")
                        || language.equals("sql")
                                && advice.contains("sql(\"" + spec(rule).id() + "\""));
    }

    private static boolean isUntested(InlineCode named) {
        return named.advice()
                && named.kind() == InlineCode.Kind.OTHER
                && named.text().matches("[\\w.-]+(=[^ ]*|: (true|false|\\d+\\w*))");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void it_has_its_place_in_a_section(Class<?> rule) {
        assertThat(Section.knows(spec(rule).id()))
                .as(spec(rule).id() + " stands in no section of dev.seaworthy.rule.Section")
                .isTrue();
    }

    static String link(Class<?> rule) {
        return "agent/src/main/java/" + rule.getName().replace('.', '/') + ".md";
    }

    static Path page(Class<?> rule) {
        return module().getParent().resolve(link(rule));
    }

    static RuleSpec spec(Class<?> rule) {
        RuleSpec spec = rule.getAnnotation(RuleSpec.class);
        assertThat(spec).as(rule + " has no @RuleSpec").isNotNull();
        return spec;
    }

    static Path module() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("agent/src")) ? here.resolve("agent") : here;
    }
}
