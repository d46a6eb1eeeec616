package dev.seaworthy.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a job for GitLab CI: tests with the agent, Code Quality, JUnit. */
@Command(
        name = "gitlab",
        mixinStandardHelpOptions = true,
        description = "Prints a job for GitLab CI: tests with the agent, a Code Quality report and a JUnit report.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar ops gitlab >> .gitlab-ci.yml",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class OpsGitlab implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OpsFile.of("gitlab-ci.yml").print(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }
}
