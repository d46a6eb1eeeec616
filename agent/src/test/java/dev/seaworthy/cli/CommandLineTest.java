package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.seaworthy.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {

    static List<String> commands() {
        return new ArrayList<>(
                new CommandLine(new CommandLineTool()).getSubcommands().keySet());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_s_help_has_an_example_and_the_exit_statuses(String command) {
        Prompt help = Prompt.run(command, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out())
                .contains(
                        "Example", "java -jar seaworthy-agent.jar " + command, "0 clean, 1 the tool", "3 wrong usage");
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_unknown_option_is_wrong_usage(String command) {
        Prompt wrong = Prompt.run(command, "--hepl");
        assertThat(wrong.status()).isEqualTo(3);
        assertThat(wrong.err()).startsWith("seaworthy: ").contains("Try: java -jar seaworthy-agent.jar " + command);
    }

    @Test
    void a_mistyped_command_option_or_value_gets_the_nearest_right_one() {
        assertThat(Prompt.run("chekc", "a.json").err()).contains("check");
        assertThat(Prompt.run("check", "a.json", "--fial-on", "high").err()).contains("--fail-on");
        Prompt value = Prompt.run("check", "a.json", "--fail-on", "hgih");
        assertThat(value.status()).isEqualTo(3);
        assertThat(value.err()).contains("'hgih'", "blocker, high, medium, low, info; did you mean 'high'?");
        assertThat(Prompt.run("explain", "jdbc/unpoled-conection").err())
                .contains("did you mean 'jdbc/unpooled-connection'?");
        assertThat(Prompt.run("rules", "--area", "jbdc").err()).contains("did you mean 'jdbc'?");
    }

    @Test
    void without_a_command_it_says_what_there_is() {
        assertThat(Prompt.run().out()).contains(commands());
        assertThat(Prompt.run().status()).isZero();
        assertThat(Prompt.run("--version").out()).startsWith("seaworthy ");
    }

    @Test
    void rules_are_listed_as_text_and_as_json() {
        assertThat(Prompt.run("rules").out().lines()).hasSize(Rules.COUNT);
        assertThat(Prompt.run("rules", "--area", "jdbc").out().lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("jdbc/"));
        assertThat(JsonParser.parseString(
                                Prompt.run("rules", "--format", "json").out())
                        .getAsJsonArray())
                .hasSize(Rules.COUNT);
        assertThat(Prompt.run("rules", "--format", "xml").err()).contains("TEXT, JSON");
    }

    @Test
    void a_rule_is_explained_by_id_name_or_variant() {
        String page = Prompt.run("explain", "jdbc/unpooled-connection").out();
        assertThat(page).contains("How to fix it");
        assertThat(Prompt.run("explain", "unpooled-connection").out()).isEqualTo(page);
        assertThat(Prompt.run("explain", "jdbc/unpooled-connection#churn").out())
                .isEqualTo(page);
    }

    @Test
    void a_rule_is_found_by_any_part_of_its_name() {
        assertThat(Prompt.run("explain", "unpooled").out())
                .isEqualTo(Prompt.run("explain", "jdbc/unpooled-connection").out());
        Prompt several = Prompt.run("explain", "jdbc/");
        assertThat(several.status()).isEqualTo(3);
        assertThat(several.err()).contains("may mean", "jdbc/unpooled-connection", "'rules' lists all of them");
        assertThat(Prompt.run("explain", "zzzzzzz").err())
                .contains("no rule 'zzzzzzz'; 'rules' lists all of them")
                .doesNotContain("jdbc/");
        assertThat(Prompt.run("explain", "").status()).isEqualTo(3);
    }

    @Test
    void help_works_as_a_command_and_wraps_no_example() {
        assertThat(Prompt.run("help").out()).isEqualTo(Prompt.run("--help").out());
        assertThat(Prompt.run("help", "check").out())
                .isEqualTo(Prompt.run("check", "--help").out());
        assertThat(Prompt.run("help", "chekc").err()).contains("did you mean 'check'?");
        assertThat(Prompt.run("check", "--help").out())
                .contains("check target/seaworthy/ --baseline seaworthy.baseline --update-baseline\n");
        assertThat(Prompt.run("attach", "--help").out()).contains("report=/tmp/seaworthy.json log.level=high\n");
    }

    @Test
    void what_was_typed_moves_no_cursor() {
        assertThat(Prompt.run("explain", "\u001b[2J").err())
                .contains("\\u001b[2J")
                .doesNotContain("\u001b");
    }
}
