package dev.seaworthy.cli;

import dev.seaworthy.config.Spelling;
import dev.seaworthy.finding.RuleCard;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one rule's page. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Shows a rule's page: what it is, why it hurts, how to fix it, when it is fine.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar explain jdbc/unpooled-connection",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class ExplainCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "RULE", description = "id of the rule, as in a finding; its name alone is enough")
    private String id = "";

    @Override
    public Integer call() {
        // A finding may name a variant behind #.
        int variant = id.indexOf('#');
        String wanted = (variant < 0 ? id : id.substring(0, variant)).toLowerCase(Locale.ROOT);
        for (RuleCard card : Catalogue.cards()) {
            if (card.id().equals(wanted) || card.id().endsWith("/" + wanted)) {
                spec.commandLine().getOut().print(card.page());
                return ExitStatus.CLEAN;
            }
        }
        List<String> known = Catalogue.ids();
        throw new ParameterException(
                spec.commandLine(),
                "no rule '" + id + "'" + Spelling.hint(wanted, known) + " Known rules: " + String.join(", ", known));
    }
}
