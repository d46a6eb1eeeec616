package dev.seaworthy.cli;

import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.CheckFormat;
import dev.seaworthy.report.Checked;
import dev.seaworthy.report.ReportFile;
import dev.seaworthy.report.ReportOptions;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Where the result of a check goes: standard output, files, and what a CI server reads. */
final class CheckOutput {

    /** How it is printed. */
    enum Format {
        TEXT,
        GITHUB,
        GITLAB,
        JSON
    }

    private static final String ACTIONS = "GITHUB_ACTIONS";
    private static final String SUMMARY = "GITHUB_STEP_SUMMARY";

    private final File working = new File(System.getProperty("user.dir", "."));
    private final CommandLine command;
    private final CommandLineTool tool;
    private final String sourceUrl;
    private final Format format;
    private final List<Output> reports = new ArrayList<>();
    private @Nullable String document;

    /** @param format null for what suits the place where it runs */
    CheckOutput(
            CommandLine command,
            CommandLineTool tool,
            @Nullable Format format,
            List<String> files,
            ReportOptions options) {
        this.command = command;
        this.sourceUrl = options.sourceUrl();
        this.tool = tool;
        this.format = format != null ? format : isOnGitHub(tool) ? Format.GITHUB : Format.TEXT;
        for (String file : files) {
            if (isDocument()
                    && document == null
                    && file.toLowerCase(Locale.ROOT).endsWith(".json")) {
                document = file;
            } else {
                reports.add(new Output(command, file, options));
            }
        }
    }

    void write(Checked checked) throws IOException {
        List<RuleCard> catalogue = Catalogue.cards();
        for (Output report : reports) {
            report.write(checked.report());
        }
        PrintWriter out = command.getOut();
        String file = document;
        if (file != null) {
            replace(file, checked, catalogue);
        } else if (isDocument()) {
            documentFormat().write(out, checked, catalogue);
            return;
        }
        if (format == Format.GITHUB) {
            CheckFormat.annotations(working).write(out, checked, catalogue);
            summary(checked, catalogue);
        }
        CheckFormat.text(working).write(out, checked, catalogue);
    }

    private static boolean isOnGitHub(CommandLineTool tool) {
        return "true".equals(tool.variable(ACTIONS));
    }

    private boolean isDocument() {
        return format == Format.GITLAB || format == Format.JSON;
    }

    private CheckFormat documentFormat() {
        return format == Format.GITLAB ? CheckFormat.codeQuality(working) : CheckFormat.json(working);
    }

    private void replace(String file, Checked checked, List<RuleCard> catalogue) {
        try {
            ReportFile.replace(file, out -> documentFormat().write(out, checked, catalogue));
        } catch (IOException failed) {
            throw new Failure(file + " cannot be written: " + failed.getMessage());
        }
    }

    /** Other steps' summaries are in the same file. That it cannot be written decides nothing. */
    private void summary(Checked checked, List<RuleCard> catalogue) {
        String file = tool.variable(SUMMARY);
        if (file == null) {
            return;
        }
        try (Writer out = Files.newBufferedWriter(
                Path.of(file), StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            CheckFormat.jobSummary(working, sourceUrl).write(out, checked, catalogue);
        } catch (IOException | RuntimeException failed) {
            command.getErr().println("seaworthy: the job summary '" + file + "' cannot be written: " + failed);
        }
    }
}
