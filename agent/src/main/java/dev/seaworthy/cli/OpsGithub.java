package dev.seaworthy.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a workflow for GitHub Actions: tests with the agent, annotations, code scanning. */
@Command(
        name = "github",
        mixinStandardHelpOptions = true,
        description =
                "Prints a workflow for GitHub Actions: tests with the agent, annotations, a job summary and code scanning.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar ops github > .github/workflows/seaworthy.yml",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class OpsGithub implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OpsFile.of("github.yml").print(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }
}
