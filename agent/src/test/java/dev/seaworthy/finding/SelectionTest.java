package dev.seaworthy.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules run, and which findings nobody wants to hear of. */
class SelectionTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default | http/plain-http | true",
                "default | server/unprotected-endpoint | false",
                "+server/unprotected-endpoint | server/unprotected-endpoint | true",
                "+server/unprotected-endpoint | http/plain-http | true",
                "-http/*,+server/* | http/no-timeout | false",
                "-http/*,+server/* | server/unprotected-endpoint | true",
                "-http/*,+http/no-timeout | http/no-timeout | true",
                "-http/*,+http/no-timeout | http/plain-http | false",
                "jdbc/* | jdbc/too-many-clients | true",
                "jdbc/* | http/plain-http | false",
                "http/plain-http | http/no-timeout | false",
                "jdbc/*,-jdbc/too-many-clients | jdbc/too-many-clients | false",
                "default,server/unprotected-endpoint | server/unprotected-endpoint | true",
                "-* | http/plain-http | false",
            })
    void rules_are_chosen_from_left_to_right(String setting, String rule, boolean on) {
        RuleSelection selection = new RuleSelection(List.of(setting.split(",")), Books.cards());
        assertThat(selection.isOn(rule)).isEqualTo(on);
        assertThat(selection.warnings()).isEmpty();
    }

    @Test
    void an_unknown_rule_names_the_nearest_or_where_to_look_and_no_other() {
        assertThat(new RuleSelection(List.of("-http/plain-htp", "jbdc/*", "-teapot/short-and-stout"), Books.cards())
                        .warnings())
                .containsExactly(
                        "'http/plain-htp' in setting 'rules' is not a rule and is ignored; did you mean"
                                + " 'http/plain-http'?",
                        "'jbdc/*' in setting 'rules' is not a rule and is ignored; did you mean 'jdbc/*'?",
                        "'teapot/short-and-stout' in setting 'rules' is not a rule and is ignored; java -jar"
                                + " seaworthy-agent.jar rules lists all rules");
        assertThat(RuleSelection.unknownSeverities(List.of("http/plain-htp", "teapot"), Books.cards()))
                .containsExactly(
                        "setting 'severity.http/plain-htp' is ignored, since there is no such rule; did you mean"
                                + " 'http/plain-http'?",
                        "setting 'severity.teapot' is ignored, since there is no such rule; java -jar"
                                + " seaworthy-agent.jar rules lists all rules");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http/plain-http@com.acme.legacy.* | true",
                "http/plain-http@com.acme.legacy | true",
                "http/plain-http@com.acme | true",
                "http/plain-http@com.acme.leg | false",
                "http/plain-http@com.acme.legacy.Client | true",
                "http/plain-http@com.acme.legacy.Client#send | true",
                "http/plain-http@com.acme.legacy.Client#se* | true",
                "http/plain-http@com.acme.legacy.Client#fetch | false",
                "http/plain-http@*Client | false",
                "http/plain-http@*Client* | true",
                "http/*@com.acme.* | true",
                "http/no-timeout@com.acme.* | false",
                "http/plain-http | true",
                "http/plain-http@ | false",
                "http/plain-http@com.acme.(legacy | false",
            })
    void places_are_classes_packages_or_methods(String word, boolean covered) {
        Suppression suppression = suppression(word);
        Place place = new Place("com.acme.legacy.Client$Inner", "send", null, 0);
        assertThat(suppression.covering("http/plain-http", place) != null).isEqualTo(covered);
    }

    @Test
    void a_finding_about_the_whole_process_is_covered_by_its_rule_only() {
        assertThat(suppression("http/plain-http").covering("http/plain-http", null))
                .isNotNull();
        assertThat(suppression("http/plain-http@com.acme.*").covering("http/plain-http", null))
                .isNull();
    }

    @Test
    void a_file_has_one_a_line_with_its_reason() throws IOException {
        Path file = Files.writeString(
                directory.resolve("quiet.txt"),
                "# all of it\n\nhttp/plain-http@com.acme.Client#send # the mesh encrypts, OPS-12\n  http/no-timeout\t# x\n");
        Suppression suppression = suppression("file:" + file);
        assertThat(suppression.warnings()).isEmpty();
        assertThat(suppression.covering("http/plain-http", new Place("com.acme.Client", "send", null, 0)).reason)
                .isEqualTo("the mesh encrypts, OPS-12");
        assertThat(suppression.covering("http/plain-http", new Place("com.acme.Client", "fetch", null, 0)))
                .isNull();
        assertThat(suppression.covering("http/no-timeout", new Place("x.Y", "z", null, 0)).reason)
                .isEqualTo("x");
    }

    @Test
    void a_bad_line_is_one_warning_that_names_it_and_what_is_meant() throws IOException {
        Path file = Files.writeString(
                directory.resolve("quiet.txt"), "http/plain-htp@com.acme.*\n\nhttp/plain-http@a b\nhttp/*@com.acme\n");
        Suppression suppression = suppression("file:" + file, "nonsense@x", "http/plain-http@");
        assertThat(suppression.warnings()).hasSize(4);
        assertThat(suppression.warnings().get(0))
                .contains(
                        "quiet.txt' line 1 has",
                        "no rule is called 'http/plain-htp'",
                        "did you mean 'http/plain-http'?");
        assertThat(suppression.warnings().get(1)).contains("line 3", "'a b' is not a place");
        assertThat(suppression.warnings().get(2)).contains("setting 'suppress' has 'nonsense@x'");
        assertThat(suppression.warnings().get(3)).contains("'' is not a place");
    }

    @Test
    void what_covered_nothing_is_stale_once_its_rule_had_something_to_judge() {
        Suppression suppression = suppression("http/plain-http@com.acme", "http/no-timeout@com.acme", "jdbc/*@x.Y");
        suppression.covering("http/plain-http", new Place("com.acme.Client", "send", null, 0));
        assertThat(suppression.stale(rule -> true)).containsExactly("http/no-timeout@com.acme", "jdbc/*@x.Y");
        assertThat(suppression.stale(rule -> rule.startsWith("jdbc/"))).containsExactly("jdbc/*@x.Y");
        assertThat(suppression.stale(rule -> false)).isEmpty();
    }

    private static Suppression suppression(String... words) {
        return new Suppression(
                List.of(words), Books.cards().stream().map(RuleCard::id).toList());
    }

    @Test
    void a_card_is_read_off_its_rule() {
        RuleCard card = RuleCard.of(SampleRule.UnpooledConnection.class);
        assertThat(card.id()).isEqualTo("jdbc/unpooled-connection");
        assertThat(card.area()).isEqualTo("jdbc");
        assertThat(card.needs()).containsOnlyKeys("http.call", "file.write");
        assertThat(card.page()).contains("Connections opened without a pool", "Create one pooled DataSource");
    }

    @Test
    void a_suppression_ends_on_its_day() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Path file = Files.writeString(
                directory.resolve("quiet.txt"),
                "http/plain-http@com.acme.A until " + today.plusDays(1) + " # SHOP-1\n"
                        + "http/plain-http@com.acme.B until " + today + "\n"
                        + "http/plain-http@com.acme.C # until " + today.minusDays(1) + ", then we move\n"
                        + "http/plain-http@com.acme.D until 2027-02-30\n");
        Suppression suppression = suppression("file:" + file, "http/no-timeout until " + today.plusDays(9));

        assertThat(suppression.covering("http/plain-http", new Place("com.acme.A", "a", null, 0)).reason)
                .isEqualTo("until " + today.plusDays(1) + ": SHOP-1");
        for (String over : List.of("com.acme.B", "com.acme.C", "com.acme.D")) {
            assertThat(suppression.covering("http/plain-http", new Place(over, "a", null, 0)))
                    .as(over)
                    .isNull();
        }
        assertThat(suppression.covering("http/no-timeout", null).reason).isEqualTo("until " + today.plusDays(9));
        assertThat(suppression.warnings())
                .singleElement()
                .asString()
                .contains("line 4", "names a day that does not exist: write it as 'until 2027-03-01'");
        assertThat(suppression.stale(rule -> true)).isEmpty();
    }
}
