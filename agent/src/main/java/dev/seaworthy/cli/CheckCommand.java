package dev.seaworthy.cli;

import dev.seaworthy.finding.Baseline;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.report.FindingLine;
import dev.seaworthy.report.Merge;
import dev.seaworthy.report.Report;
import dev.seaworthy.rule.Severity;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The gate of a build: fails it where a report has a confirmed finding that nobody has accepted. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Fails a build on findings: prints each confirmed one at or above the threshold, with its fix, and one"
                    + " summary line. Several reports, as parallel test forks write them, count as one."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar seaworthy-agent.jar check target/seaworthy.json",
            "  java -jar seaworthy-agent.jar check target/seaworthy/ --fail-on medium --baseline seaworthy.baseline",
            "  java -jar seaworthy-agent.jar check target/seaworthy/ --baseline seaworthy.baseline --update-baseline",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "REPORT.json",
            arity = "1..*",
            description = "JSON reports, directories with reports, or patterns in quotes")
    private List<String> reports = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            converter = SeverityWord.class,
            description = "the lowest severity that fails: blocker, high (default), medium, low or info")
    private Severity failOn = Severity.HIGH;

    @Option(names = "--baseline", paramLabel = "FILE", description = "file of accepted findings")
    private @Nullable String baselinePath;

    @Option(
            names = "--update-baseline",
            description =
                    "remove what is fixed from the baseline; if there is no file yet, create it with all confirmed"
                            + " findings")
    private boolean update;

    @Option(names = "--accept-new", description = "with --update-baseline: add new findings as well")
    private boolean acceptNew;

    @Option(
            names = "--running",
            description =
                    "the reports come from JVMs that are still running; otherwise an unfinished report is an error,"
                            + " because its JVM was killed and its last findings are lost")
    private boolean running;

    @Override
    public Integer call() {
        Baseline accepted = baseline();
        Map<Path, Report> read = ReportFiles.read(spec.commandLine(), reports);
        Report all = Merge.of(read.values());
        String unfinished = unfinished(read);
        PrintWriter out = spec.commandLine().getOut();
        Ratchet ratchet = null;
        if (update) {
            if (unfinished != null) {
                throw new Failure(unfinished);
            }
            ratchet = new Ratchet(accepted, all, acceptNew);
        }
        Verdict verdict = new Verdict(failOn);
        for (Finding finding : all.findings()) {
            boolean known =
                    ratchet != null ? ratchet.holds(finding.id()) : accepted != null && accepted.holds(finding.id());
            if (verdict.fails(finding, known)) {
                out.println(FindingLine.of(finding));
            }
        }
        if (ratchet != null) {
            String path = String.valueOf(baselinePath);
            ratchet.write(path);
            out.println("seaworthy: " + ratchet.told(path));
        }
        out.println("seaworthy: " + verdict.summary(read.size(), all.rules()));
        out.flush();
        if (!verdict.isClean()) {
            return ExitStatus.FINDINGS;
        }
        if (unfinished != null) {
            throw new Failure(unfinished);
        }
        return ExitStatus.CLEAN;
    }

    private @Nullable Baseline baseline() {
        if (baselinePath == null) {
            if (update) {
                throw wrong("--update-baseline needs --baseline FILE, the file to write");
            }
            return null;
        }
        if (acceptNew && !update) {
            throw wrong("--accept-new needs --update-baseline");
        }
        if (!new File(baselinePath).exists()) {
            if (update) {
                return null;
            }
            throw wrong("there is no baseline '" + baselinePath
                    + "': create it with --update-baseline, or omit the option");
        }
        try {
            Baseline baseline = Baseline.read(baselinePath);
            if (!baseline.warnings().isEmpty()) {
                throw wrong(baseline.warnings().get(0).replace("; it is ignored", ""));
            }
            return baseline;
        } catch (IOException unreadable) {
            throw new Failure("baseline '" + baselinePath + "' cannot be read: " + unreadable.getMessage());
        }
    }

    /** What to say of reports that were written before their JVM's end, null if there is none or they may. */
    private @Nullable String unfinished(Map<Path, Report> read) {
        List<Path> open = new ArrayList<>();
        read.forEach((path, report) -> {
            if (!report.process().complete()) {
                open.add(path);
            }
        });
        return running || open.isEmpty()
                ? null
                : open.get(0) + (open.size() == 1 ? "" : " and " + (open.size() - 1) + " more")
                        + ": not finished, because its JVM was killed or still runs, so the last findings may be"
                        + " missing and nothing can be called clean; add --running if it still runs";
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
