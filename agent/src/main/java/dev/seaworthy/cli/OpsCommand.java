package dev.seaworthy.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints ready files for those who watch many instances. */
@Command(
        name = "ops",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "grafana | alerts | kubernetes",
        description = "Prints ready-to-use files: a dashboard, alerts, an overlay.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar ops alerts > seaworthy-alerts.yml",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        },
        subcommands = {OpsGrafana.class, OpsAlerts.class, OpsKubernetes.class})
final class OpsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "name one: ops grafana, ops alerts or ops kubernetes");
    }
}
