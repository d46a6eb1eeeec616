package dev.seaworthy.cli;

import dev.seaworthy.config.Settings;
import dev.seaworthy.report.OneLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets the agent into a running JVM. */
@Command(
        name = "attach",
        mixinStandardHelpOptions = true,
        description = {
            "Attaches to a running JVM and waits until the agent is up; first says what that JVM will print. The agent"
                    + " does not know what happened before: with -javaagent at startup it sees more."
        },
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar attach 4711 report=/tmp/seaworthy.json log.level=high",
            "Relative paths are relative to the application's own working directory.",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class AttachCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PID", description = "process id, as the command list shows it")
    private long pid;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "key=value", description = "settings, as for -javaagent")
    private List<String> settings = new ArrayList<>();

    @Override
    public Integer call() {
        String arguments = String.join(",", settings);
        Settings asked = Settings.load(arguments, new Properties(), Map.of());
        if (!asked.warnings().isEmpty()) {
            throw new ParameterException(spec.commandLine(), asked.warnings().get(0));
        }
        Target target = Target.of(spec.commandLine(), pid);
        String refusal = target.jvm().refusal();
        if (refusal != null) {
            throw new Failure("cannot attach to " + target.name() + ": " + refusal);
        }
        if (target.jvm().hasSeaworthy()) {
            throw new Failure("Seaworthy is already in " + target.name());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(OneLine.of(target.name()) + ": " + warning(target.jvm()) + " Seaworthy's own lines go to "
                + ("stderr".equals(asked.get("log")) ? "its standard error (log=off: nowhere)" : asked.get("log"))
                + ".");
        out.flush();
        try (Meeting meeting = Meeting.ask("attach", arguments, target.otherUser())) {
            target.load(meeting);
            told(meeting.answer(target), target, out);
        }
        return ExitStatus.CLEAN;
    }

    static String warning(Jvm jvm) {
        Boolean warns = jvm.warns();
        if (warns == null) {
            return "a JVM of Java 21 or newer will print a warning on its standard error that an agent was loaded.";
        }
        return warns
                ? "Java " + jvm.java() + " will print a warning on its standard error that an agent was loaded;"
                        + " with -XX:+EnableDynamicAgentLoading it would not."
                : "Java " + jvm.java() + " itself will print nothing.";
    }

    private static void told(List<String> answer, Target target, PrintWriter out) {
        String version = answer.isEmpty() ? "" : answer.get(0).replaceFirst("^up ", "");
        out.println("Seaworthy " + OneLine.of(version) + " is up in " + OneLine.of(target.name()));
        for (String line : answer) {
            if (line.startsWith("endpoint ")) {
                String url = line.substring("endpoint ".length());
                out.println(url.isEmpty() ? "endpoint: none" : "endpoint: " + OneLine.of(url) + "/metrics, /findings");
            } else if (line.startsWith("report ") || line.startsWith("warning ")) {
                out.println(OneLine.of(line.replaceFirst(" ", ": ")));
            }
        }
    }
}
