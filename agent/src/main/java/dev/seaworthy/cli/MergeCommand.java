package dev.seaworthy.cli;

import dev.seaworthy.report.Merge;
import dev.seaworthy.report.Report;
import dev.seaworthy.rule.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Joins the reports of many replicas. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description =
                "Merges the JSON reports of many replicas or test forks into one: each finding appears once, with its"
                        + " counts summed, and coverage is what at least one of them had.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar merge pod-1.json pod-2.json -o all.html",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class MergeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "REPORT.json",
            arity = "1..*",
            description = "JSON reports, directories with reports, or patterns in quotes")
    private List<String> reports = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "the file to write; its extension selects the format")
    private String output = "";

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            converter = SeverityWord.class,
            description =
                    "JUnit: the lowest severity that counts as failed: blocker, high (default), medium, low or info")
    private Severity failOn = Severity.HIGH;

    @Mixin
    private OutputOptions options = new OutputOptions();

    @Override
    public Integer call() {
        Output to = new Output(spec.commandLine(), output, options.with(spec.commandLine(), failOn));
        Map<Path, Report> read = ReportFiles.read(spec.commandLine(), reports);
        if (!reports.contains(output)) {
            // What an earlier run wrote into the same directory is no replica's.
            read.remove(Path.of(output).toAbsolutePath().normalize());
        }
        if (read.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no report found other than " + output + " itself");
        }
        to.write(Merge.of(read.values()));
        return ExitStatus.CLEAN;
    }
}
