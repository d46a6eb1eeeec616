package dev.seaworthy.cli;

import dev.seaworthy.boot.Version;
import dev.seaworthy.config.Spelling;
import dev.seaworthy.report.OneLine;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code java -jar seaworthy-agent.jar} understands: one class a command, listed here. */
@Command(
        name = "seaworthy",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLineTool.Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Reports what works on localhost and breaks in production.",
        footer = {
            "",
            "To watch an application: java -javaagent:seaworthy-agent.jar -jar app.jar",
            "Example: java -jar seaworthy-agent.jar check target/seaworthy.json --fail-on high",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        },
        subcommands = {
            CheckCommand.class,
            ReportCommand.class,
            MergeCommand.class,
            DiffCommand.class,
            ListCommand.class,
            AttachCommand.class,
            DetachCommand.class,
            RulesCommand.class,
            ExplainCommand.class,
            OpsCommand.class,
            HelpCommand.class,
        })
public final class CommandLineTool implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Characters; an example that wraps inside a command cannot be copied. */
    private static final int WIDTH = 120;

    private final Map<String, String> environment;

    CommandLineTool() {
        this(System.getenv());
    }

    /** @param environment variables that CI servers set */
    CommandLineTool(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The value of an environment variable, null if it has none. */
    @Nullable
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** Runs one command; returns the exit status of the contract. */
    public static int run(String[] arguments) {
        return run(new CommandLine(new CommandLineTool()), arguments);
    }

    static int run(CommandLine line, String... arguments) {
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(WIDTH);
        line.setParameterExceptionHandler((wrong, given) -> {
            CommandLine command = wrong.getCommandLine();
            PrintWriter err = command.getErr();
            err.println("seaworthy: " + OneLine.of(wrong.getMessage() + meant(wrong, command)));
            err.println("Try: java -jar seaworthy-agent.jar" + names(command) + " --help");
            return ExitStatus.WRONG_USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            String message = failure instanceof Failure ? failure.getMessage() : failure.toString();
            command.getErr().println("seaworthy: " + OneLine.of(String.valueOf(message)));
            return ExitStatus.FAILED;
        });
        int status = line.execute(arguments);
        line.getOut().flush();
        line.getErr().flush();
        return status;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }

    private static String meant(CommandLine.ParameterException wrong, CommandLine command) {
        if (!(wrong instanceof CommandLine.UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return "";
        }
        String typed = unmatched.getUnmatched().get(0);
        return typed.startsWith("-")
                ? Spelling.hint(
                        typed.split("=", 2)[0],
                        command.getCommandSpec().optionsMap().keySet())
                : Spelling.hint(typed, command.getSubcommands().keySet());
    }

    private static String names(CommandLine command) {
        CommandLine parent = command.getParent();
        return parent == null ? "" : names(parent) + " " + command.getCommandName();
    }

    /** The version that the build wrote. */
    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"seaworthy " + Version.NUMBER};
        }
    }
}
