package dev.seaworthy.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a Grafana dashboard; import it as it is. */
@Command(
        name = "grafana",
        mixinStandardHelpOptions = true,
        description = "Prints a Grafana dashboard, ready to import.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar ops grafana > seaworthy-dashboard.json",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class OpsGrafana implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OpsFile.of("dashboard.json").print(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }
}
