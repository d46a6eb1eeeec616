package dev.seaworthy.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a kustomize overlay that puts the agent into the pods of a Deployment. */
@Command(
        name = "kubernetes",
        mixinStandardHelpOptions = true,
        description = "Prints a kustomize overlay that puts the agent into the pods of a Deployment.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar ops kubernetes --deployment shop > overlays/seaworthy/kustomization.yaml",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class OpsKubernetes implements Callable<Integer> {

    private static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final String IMAGE = "[a-zA-Z0-9][-a-zA-Z0-9._/:@]{0,500}";

    /** Variables that a JVM reads options from. */
    enum Variable {
        JDK_JAVA_OPTIONS,
        JAVA_TOOL_OPTIONS
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--deployment",
            paramLabel = "NAME",
            defaultValue = "app",
            description = "the Deployment (default: app)")
    private String deployment = "";

    @Option(
            names = "--container",
            paramLabel = "NAME",
            defaultValue = "",
            description = "its container (default: the name of the Deployment)")
    private String container = "";

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            defaultValue = "registry.example.com/seaworthy:latest",
            description = "image that holds the jar (default: ${DEFAULT-VALUE})")
    private String image = "";

    @Option(
            names = "--variable",
            paramLabel = "NAME",
            defaultValue = "JDK_JAVA_OPTIONS",
            description = "variable that gets the option: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Variable variable = Variable.JDK_JAVA_OPTIONS;

    @Option(names = "--pod-monitor", description = "print a PodMonitor for the Prometheus operator instead")
    private boolean podMonitor;

    @Override
    public Integer call() throws IOException {
        String inside = container.isEmpty() ? deployment : container;
        check("--deployment", deployment, NAME, "a name of lower-case letters, digits and dashes");
        check("--container", inside, NAME, "a name of lower-case letters, digits and dashes");
        check("--image", image, IMAGE, "an image such as registry.example.com/seaworthy:latest");
        OpsFile.of(podMonitor ? "pod-monitor.yaml" : "kustomization.yaml")
                .with(Map.of(
                        "DEPLOYMENT", deployment, "CONTAINER", inside, "IMAGE", image, "VARIABLE", variable.name()))
                .print(spec.commandLine().getOut());
        return ExitStatus.CLEAN;
    }

    private void check(String option, String given, String allowed, String wanted) {
        if (!given.matches(allowed)) {
            throw new CommandLine.ParameterException(spec.commandLine(), option + ": '" + given + "' is not " + wanted);
        }
    }
}
