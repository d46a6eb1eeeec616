package dev.seaworthy.cli;

import dev.seaworthy.config.Spelling;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a command does, as its option {@code --help} does. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        description = "Says what a command does, or which there are.",
        footer = {"", "Example: java -jar seaworthy-agent.jar help check", "@|bold Exit status:|@ " + ExitStatus.ALL})
final class HelpCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "the command to explain")
    private @Nullable String command;

    @Override
    public Integer call() {
        CommandLine all = spec.parent().commandLine();
        String wanted = command;
        Map<String, CommandLine> known = all.getSubcommands();
        CommandLine meant = wanted == null ? all : known.get(wanted);
        if (meant == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no command '" + wanted + "'" + Spelling.hint(String.valueOf(wanted), known.keySet())
                            + "; there are " + String.join(", ", known.keySet()));
        }
        meant.usage(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }
}
