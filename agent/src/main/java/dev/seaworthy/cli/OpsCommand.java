package dev.seaworthy.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints ready files for those who build, deploy and watch. */
@Command(
        name = "ops",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel =
                "grafana | alerts | kubernetes | compose | systemd | maven | gradle | github | gitlab",
        description = "Prints ready-to-use files: dashboard, alerts, overlays for deployments, and what a build needs.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar ops alerts > seaworthy-alerts.yml",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        },
        subcommands = {
            OpsGrafana.class,
            OpsAlerts.class,
            OpsKubernetes.class,
            OpsCompose.class,
            OpsSystemd.class,
            OpsMaven.class,
            OpsGradle.class,
            OpsGithub.class,
            OpsGitlab.class
        })
final class OpsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "name one: ops " + String.join(", ", spec.subcommands().keySet()));
    }
}
