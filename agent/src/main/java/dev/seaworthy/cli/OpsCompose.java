package dev.seaworthy.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints an override file for Docker Compose that puts the agent into one service. */
@Command(
        name = "compose",
        mixinStandardHelpOptions = true,
        description = "Prints an override file for Docker Compose that puts the agent into one service.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar ops compose --service shop > compose.seaworthy.yaml",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class OpsCompose implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = "app",
            description = "the service (default: ${DEFAULT-VALUE})")
    private String service = "";

    @Override
    public Integer call() throws IOException {
        if (!service.matches("[a-zA-Z0-9][-a-zA-Z0-9._]{0,100}")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--service: '" + service + "' is not a name of letters, digits, dots, dashes and _");
        }
        OpsFile.of("compose.yaml")
                .with(Map.of("SERVICE", service))
                .print(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }
}
