package dev.seaworthy.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints lines for a build script: the agent in each test JVM, and one check at the end. */
@Command(
        name = "gradle",
        mixinStandardHelpOptions = true,
        description =
                "Prints lines for a build.gradle.kts: the agent in each test JVM, and one check in the task check.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar ops gradle >> build.gradle.kts",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class OpsGradle implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OpsFile.of("build.gradle.kts").print(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }
}
