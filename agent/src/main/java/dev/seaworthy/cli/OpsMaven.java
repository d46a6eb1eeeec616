package dev.seaworthy.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints properties and plugins for a pom: the agent in each test JVM, and one check at the end. */
@Command(
        name = "maven",
        mixinStandardHelpOptions = true,
        description =
                "Prints properties and plugins for a pom.xml: the agent in each test JVM, and one check in the phase verify.",
        footer = {"", "Example: java -jar seaworthy-agent.jar ops maven", "@|bold Exit status:|@ " + ExitStatus.ALL})
final class OpsMaven implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OpsFile.of("maven.xml").print(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }
}
