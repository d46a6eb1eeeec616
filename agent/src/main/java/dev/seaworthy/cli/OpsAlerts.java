package dev.seaworthy.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints recording and alerting rules for Prometheus. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Prints recording and alerting rules for Prometheus.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar ops alerts > seaworthy-alerts.yml",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class OpsAlerts implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OpsFile.of("alerts.yml").print(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }
}
