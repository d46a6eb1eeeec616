package dev.seaworthy.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.RuleCard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTextTest {

    static List<RuleCard> rules() {
        return Samples.catalogue();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void each_rule_s_page_yields_its_parts(RuleCard rule) {
        for (String framework : List.of("Spring Boot", "Quarkus", "Jakarta EE", "Spring", "Helidon")) {
            RuleText text = RuleText.of(rule, List.of(framework));

            assertThat(text.why()).isNotBlank();
            assertThat(text.fix() + text.here()).as("advice for " + framework).isNotBlank();
            assertThat(text.looks()).isNotBlank();
            assertThat(text.here() + text.elsewhere()).doesNotContain("<h");
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nothing_of_the_advice_is_lost(RuleCard rule) {
        RuleText text = RuleText.of(rule, List.of("Quarkus"));
        String shown = words(text.fix() + text.here() + text.elsewhere());
        String page = rule.page();
        int from = page.indexOf("## How to fix it") + "## How to fix it".length();
        String written = words(Markdown.html(page.substring(from, page.indexOf("\n## ", from))));

        assertThat(shown.split(" ")).containsExactlyInAnyOrder(written.split(" "));
    }

    @Test
    void labels_are_found_at_the_beginning_of_lines_items_and_sentences() {
        RuleText text = RuleText.of(
                Samples.catalogue().stream()
                        .filter(rule -> rule.id().equals("http/no-timeout"))
                        .findFirst()
                        .orElseThrow(),
                List.of("Quarkus"));

        assertThat(text.hereName()).isEqualTo("Quarkus");
        assertThat(text.here()).contains("quarkus.rest-client").doesNotContain("spring.http");
        assertThat(text.elsewhere()).contains("spring.http", "setConnectTimeout", "ClientBuilder");
        assertThat(text.elsewhereNames()).isEqualTo("Plain Java, Spring Boot, Jakarta EE");
        assertThat(text.fix()).contains("Set the connect timeout to 2 s or less");
    }

    private static String words(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").trim();
    }
}
