package dev.seaworthy.cli;

import dev.seaworthy.config.Spelling;
import dev.seaworthy.finding.RuleCard;
import java.util.ArrayList;
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

    /** Characters that a part of an id has at least, and rules that are named at most. */
    private static final int SHORTEST = 3;

    private static final int MOST = 8;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "RULE", description = "id of the rule, as in a finding, or any part of it")
    private String id = "";

    @Override
    public Integer call() {
        // A finding may name a variant behind #.
        int variant = id.indexOf('#');
        String wanted = (variant < 0 ? id : id.substring(0, variant)).strip().toLowerCase(Locale.ROOT);
        List<RuleCard> meant = meant(wanted);
        if (meant.size() == 1) {
            spec.commandLine().getOut().print(meant.get(0).page());
            return ExitStatus.CLEAN;
        }
        throw new ParameterException(
                spec.commandLine(),
                meant.isEmpty()
                        ? "no rule '" + id + "'" + Spelling.hint(wanted, Catalogue.ids())
                                + "; 'rules' lists all of them"
                        : "'" + id + "' may mean " + meant.size() + " rules: "
                                + String.join(
                                        ", ",
                                        meant.stream()
                                                .map(RuleCard::id)
                                                .limit(MOST)
                                                .toList())
                                + (meant.size() > MOST ? ", …; 'rules' lists all of them" : ""));
    }

    /** The rule of that id or name, else those whose id contains it. */
    private static List<RuleCard> meant(String wanted) {
        List<RuleCard> parts = new ArrayList<>();
        for (RuleCard card : Catalogue.cards()) {
            if (card.id().equals(wanted) || card.id().endsWith("/" + wanted)) {
                return List.of(card);
            }
            if (wanted.length() >= SHORTEST && card.id().contains(wanted)) {
                parts.add(card);
            }
        }
        return parts;
    }
}
