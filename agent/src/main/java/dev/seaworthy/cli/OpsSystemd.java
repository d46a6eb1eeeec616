package dev.seaworthy.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a drop-in for systemd that puts the agent into one unit. */
@Command(
        name = "systemd",
        mixinStandardHelpOptions = true,
        description = "Prints a drop-in for systemd that puts the agent into the Java process of one unit.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar ops systemd --unit shop > /etc/systemd/system/shop.service.d/seaworthy.conf",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class OpsSystemd implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--unit",
            paramLabel = "NAME",
            defaultValue = "app",
            description = "the unit, without .service (default: ${DEFAULT-VALUE})")
    private String unit = "";

    @Override
    public Integer call() throws IOException {
        if (!unit.matches("[a-zA-Z0-9][-a-zA-Z0-9._]{0,100}")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--unit: '" + unit + "' is not a name of letters, digits, dots, dashes and _");
        }
        OpsFile.of("systemd.conf")
                .with(Map.of("UNIT", unit))
                .print(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }
}
