package dev.seaworthy.cli;

import dev.seaworthy.report.Comparison;
import dev.seaworthy.report.Merge;
import dev.seaworthy.report.Report;
import dev.seaworthy.rule.Severity;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what changed from one run to another. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the confirmed findings of two reports: which are new, fixed and the same. A finding that is gone"
                    + " although its rule had nothing to judge, or whose run was not finished, is unknown, not fixed."
        },
        footer = {
            "",
            "Example: java -jar seaworthy-agent.jar diff before.json after.json",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class DiffCommand implements Callable<Integer> {

    /** How it is written. */
    enum Format {
        TEXT,
        JSON
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A.json", description = "the report, or directory of reports, from before")
    private String before = "";

    @Parameters(index = "1", paramLabel = "B.json", description = "the one from after")
    private String after = "";

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            converter = SeverityWord.class,
            description = "fail if something new has at least this severity: blocker, high, medium, low or info")
    private @Nullable Severity failOn;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
    private Format format = Format.TEXT;

    @Override
    public Integer call() throws IOException {
        Comparison comparison = new Comparison(report(before), report(after));
        if (format == Format.JSON) {
            comparison.json(spec.commandLine().getOut());
        } else {
            comparison.text(spec.commandLine().getOut(), new File(System.getProperty("user.dir", ".")));
        }
        Severity worst = failOn;
        return worst != null && comparison.hasNew(worst) ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
    }

    private Report report(String named) {
        return Merge.of(ReportFiles.read(spec.commandLine(), List.of(named)).values());
    }
}
