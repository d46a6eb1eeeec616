package dev.seaworthy.cli;

import dev.seaworthy.boot.Version;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.Rules;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code java -jar seaworthy-agent.jar} understands. */
@Command(
        name = "seaworthy",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLineTool.Versions.class,
        description = "Says what works on localhost and breaks in production.",
        footer = {
            "",
            "To watch an application: java -javaagent:seaworthy-agent.jar -jar app.jar",
            "Exit status: 0 clean, 1 the tool failed, 3 wrong usage."
        },
        subcommands = {CommandLineTool.ListRules.class, CommandLineTool.Explain.class})
public final class CommandLineTool implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    CommandLineTool() {}

    /** Runs one command; returns the exit status of the contract. */
    public static int run(String[] arguments) {
        CommandLine line = new CommandLine(new CommandLineTool());
        return run(line, arguments);
    }

    static int run(CommandLine line, String... arguments) {
        line.setExitCodeExceptionMapper(
                failure -> failure instanceof CommandLine.ParameterException ? WRONG_USAGE : FAILED);
        line.setParameterExceptionHandler((failure, given) -> {
            PrintWriter err = failure.getCommandLine().getErr();
            err.println("seaworthy: " + failure.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
            err.println("Try: seaworthy "
                    + failure.getCommandLine().getCommandName().replace("seaworthy", "") + " --help");
            return WRONG_USAGE;
        });
        return line.execute(arguments);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    static List<RuleCard> cards() {
        List<RuleCard> cards = new ArrayList<>();
        for (Rule<?> rule : Rules.all(new Surroundings(key -> null))) {
            cards.add(card(rule));
        }
        return cards;
    }

    @SuppressWarnings("unchecked") // a rule's class is a class of rules
    private static RuleCard card(Rule<?> rule) {
        return RuleCard.of((Class<? extends Rule<?>>) rule.getClass());
    }

    /** Lists the catalogue. */
    @Command(
            name = "rules",
            mixinStandardHelpOptions = true,
            description = "Lists the rules.",
            footer = "%nExample: java -jar seaworthy-agent.jar rules")
    static final class ListRules implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            for (RuleCard card : cards()) {
                out.printf("%-28s %-8s %s%n", card.id(), card.severity().label(), card.summary());
            }
            out.flush();
            return 0;
        }
    }

    /** Shows one rule's page. */
    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description = "Shows a rule's page.",
            footer = "%nExample: java -jar seaworthy-agent.jar explain jdbc/unpooled-connection")
    static final class Explain implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "RULE", description = "id of the rule, as in a finding")
        private @Nullable String id;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            for (RuleCard card : cards()) {
                if (card.id().equals(id)) {
                    out.print(card.page());
                    out.flush();
                    return 0;
                }
            }
            List<String> known = new ArrayList<>();
            for (RuleCard card : cards()) {
                known.add(card.id());
            }
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "no rule '" + id + "'; there are: " + String.join(", ", known));
        }
    }

    /** The version that the build wrote. */
    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"seaworthy " + Version.NUMBER};
        }
    }
}
