package dev.seaworthy.cli;

import dev.seaworthy.report.Merge;
import dev.seaworthy.report.Report;
import dev.seaworthy.rule.Severity;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a report in another format. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Converts a JSON report; the extension of FILE selects the format: .json, .sarif, .html, .md or .xml.",
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar report target/seaworthy.json -o seaworthy.html",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class ReportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "REPORT.json", description = "the JSON report that the agent wrote")
    private String report = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "the file to write")
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
        List<Report> read = List.copyOf(
                ReportFiles.read(spec.commandLine(), List.of(report)).values());
        if (read.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), report + " has " + read.size() + " reports: join them with merge");
        }
        to.write(Merge.of(read));
        return ExitStatus.CLEAN;
    }
}
