package dev.seaworthy.cli;

import dev.seaworthy.config.Spelling;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.report.Checked;
import dev.seaworthy.report.Merge;
import dev.seaworthy.report.Report;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The gate of a build: fails it where a report has a confirmed finding that nobody has accepted. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Fails a build on findings: prints each confirmed one at or above the threshold, with its fix and how to"
                    + " accept it, and one summary line. Several reports, as parallel test forks write them, count as"
                    + " one. Under GitHub Actions it adds annotations and a job summary."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar seaworthy-agent.jar check target/seaworthy.json",
            "  java -jar seaworthy-agent.jar check target/seaworthy/ --fail-on medium --baseline seaworthy.baseline",
            "  java -jar seaworthy-agent.jar check target/seaworthy/ --baseline seaworthy.baseline --update-baseline",
            "  java -jar seaworthy-agent.jar check target/seaworthy/ -o seaworthy.sarif -o seaworthy.html",
            "  java -jar seaworthy-agent.jar check target/seaworthy/ --format gitlab -o gl-code-quality-report.json",
            "@|bold Exit status:|@ " + ExitStatus.ALL
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private CommandLineTool tool;

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

    @Mixin
    private BaselineOptions accepted = new BaselineOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "what is printed: text, github (text and annotations; the default under GitHub Actions),"
                    + " gitlab (Code Quality) or json")
    private CheckOutput.@Nullable Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "also write a report in which the baseline is applied; the extension selects the format. With"
                    + " --format gitlab or json, a .json file gets that document, and text is printed. Repeatable")
    private List<String> outputs = new ArrayList<>();

    @Mixin
    private OutputOptions options = new OutputOptions();

    @Option(
            names = "--require-coverage",
            paramLabel = "AREA",
            split = ",",
            description = "areas, such as jdbc,http, of which at least one rule must have had something to judge;"
                    + " otherwise a clean result proves nothing and is an error")
    private List<String> required = new ArrayList<>();

    @Option(
            names = "--running",
            description =
                    "the reports come from JVMs that are still running; otherwise an unfinished report is an error,"
                            + " because its JVM was killed and its last findings are lost")
    private boolean running;

    @Override
    public Integer call() throws IOException {
        known(required);
        CheckOutput output =
                new CheckOutput(spec.commandLine(), tool, format, outputs, options.with(spec.commandLine(), failOn));
        Acceptance acceptance = accepted.read(spec.commandLine());
        Map<Path, Report> read = ReportFiles.read(spec.commandLine(), reports);
        Report all = Merge.of(read.values());
        String unfinished = unfinished(read);
        if (unfinished != null && acceptance.updates()) {
            throw new Failure(unfinished);
        }
        Report applied = acceptance.apply(all);
        Verdict verdict = new Verdict(failOn);
        List<Finding> failing =
                applied.findings().stream().filter(verdict::fails).toList();
        List<String> notes = acceptance.finish();
        output.write(new Checked(
                applied,
                failing,
                failOn,
                verdict.summary(read.size(), all.rules()),
                notes,
                acceptance.command(reports, failOn)));
        if (!verdict.isClean()) {
            return ExitStatus.FINDINGS;
        }
        if (unfinished != null) {
            throw new Failure(unfinished);
        }
        coverage(all);
        return acceptance.isStale() ? ExitStatus.WRONG_USAGE : ExitStatus.CLEAN;
    }

    private void known(List<String> areas) {
        TreeSet<String> known = new TreeSet<>();
        Catalogue.cards().forEach(card -> known.add(card.area()));
        for (String area : areas) {
            if (!known.contains(area)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--require-coverage: no area '" + area + "'; known are " + String.join(", ", known)
                                + Spelling.hint(area, known));
            }
        }
    }

    private void coverage(Report report) {
        for (String area : required) {
            if (report.rules().stream()
                    .noneMatch(
                            rule -> rule.state().equals("active") && rule.rule().startsWith(area + "/"))) {
                throw new Failure("no rule of " + area + " had anything to judge, so a clean result proves nothing: run"
                        + " tests that use it, or remove it from --require-coverage");
            }
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
        Path lost = running ? null : ReportFiles.lost(reports);
        if (lost != null) {
            return ReportFiles.lost(lost);
        }
        return running || open.isEmpty()
                ? null
                : open.get(0) + (open.size() == 1 ? "" : " and " + (open.size() - 1) + " more")
                        + ": not finished, because its JVM was killed or still runs, so the last findings may be"
                        + " missing and nothing can be called clean; add --running if it still runs";
    }
}
