package dev.seaworthy.cli;

import dev.seaworthy.report.OneLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets the agent leave a running JVM. */
@Command(
        name = "detach",
        mixinStandardHelpOptions = true,
        description =
                "Removes the agent from a running JVM, however it was attached: it writes the last report, ends its"
                        + " endpoint and threads, and restores the bytes of every class.",
        footer = {"", "Example: java -jar seaworthy-agent.jar detach 4711", "@|bold Exit status:|@ " + ExitStatus.ALL})
final class DetachCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "PID", description = "process id, as the command list shows it")
    private long pid;

    @Override
    public Integer call() {
        Target target = Target.of(spec.commandLine(), pid);
        String refusal = target.jvm().refusal();
        if (refusal != null) {
            throw new Failure("cannot reach " + target.name() + ": " + refusal);
        }
        if (target.jvm().canTell() && !target.jvm().hasSeaworthy()) {
            throw new Failure("Seaworthy is not in " + target.name());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(OneLine.of(target.name()) + ": " + AttachCommand.warning(target.jvm()));
        out.flush();
        boolean whole = true;
        try (Meeting meeting = Meeting.ask("detach", "", target.otherUser())) {
            target.load(meeting);
            List<String> answer = meeting.answer(target);
            String classes = answer.isEmpty() ? "" : answer.get(0).replaceFirst("^detached ", "");
            out.println("Seaworthy has left " + OneLine.of(target.name()) + ": " + OneLine.of(classes)
                    + " classes have their own bytes again");
            for (String line : answer) {
                if (line.startsWith("refused ")) {
                    whole = false;
                    out.println(OneLine.of(line.substring("refused ".length()))
                            + " keeps its woven bytes, which no longer do anything");
                } else if (line.startsWith("report ")) {
                    out.println(OneLine.of(line.replaceFirst(" ", ": ")));
                }
            }
        }
        return whole ? ExitStatus.CLEAN : ExitStatus.FAILED;
    }
}
