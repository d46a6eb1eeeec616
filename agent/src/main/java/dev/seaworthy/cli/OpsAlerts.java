package dev.seaworthy.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints recording and alerting rules for Prometheus. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Prints recording and alerting rules for Prometheus.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar ops alerts > seaworthy-alerts.yml",
            "  java -jar seaworthy-agent.jar ops alerts --runbook-base https://wiki.example.com/seaworthy",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class OpsAlerts implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--runbook-base",
            paramLabel = "URL",
            description = "adds runbook_url to each alert: URL/NAME-OF-THE-ALERT")
    private @Nullable String runbookBase;

    @Override
    public Integer call() throws IOException {
        OpsFile alerts = OpsFile.of("alerts.yml");
        String base = runbookBase;
        if (base != null && !base.matches("https?://[-\\w.~:/?#\\[\\]!$&()*+,;=%]+")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--runbook-base: '" + base + "' is not an address such as https://wiki.example.com/seaworthy");
        }
        (base == null ? alerts : alerts.withRunbooks(base.replaceAll("/+$", "")))
                .print(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }
}
