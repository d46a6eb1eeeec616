package dev.seaworthy.cli;

import dev.seaworthy.report.OneLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the JVMs that run here. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the JVMs that run here, without touching them: process, Java version, whether Seaworthy is"
                + " attached or can be, and main class. JVMs started with -XX:-UsePerfData are not listed.",
        footer = {"", "Example: java -jar seaworthy-agent.jar list", "@|bold Exit status:|@ " + ExitStatus.ALL})
final class ListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long own = ProcessHandle.current().pid();
        List<Jvm> all = Jvm.all().stream().filter(jvm -> jvm.pid() != own).toList();
        if (all.isEmpty()) {
            out.println("No other visible JVM runs here.");
        } else {
            out.printf("%-8s %-10s %-14s %s%n", "PID", "JAVA", "SEAWORTHY", "MAIN");
        }
        for (Jvm jvm : all) {
            String refusal = jvm.refusal();
            out.printf(
                    "%-8d %-10s %-14s %s%n",
                    jvm.pid(),
                    OneLine.of(jvm.java()),
                    jvm.hasSeaworthy() ? "attached" : refusal == null ? "can attach" : "cannot attach",
                    OneLine.of(jvm.main()) + (refusal == null ? "" : " (" + OneLine.of(refusal) + ")"));
        }
        return ExitStatus.CLEAN;
    }
}
