package dev.seaworthy.cli;

import dev.seaworthy.config.Spelling;
import dev.seaworthy.report.Report;
import dev.seaworthy.report.ReportFile;
import dev.seaworthy.report.ReportFormat;
import dev.seaworthy.report.ReportOptions;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The file that a report is written to; its ending picks the format. */
final class Output {

    private final String path;
    private final ReportFormat format;

    Output(CommandLine command, String path, ReportOptions options) {
        ReportFormat found = ReportFormat.of(path, options);
        if (found == null) {
            int dot = path.lastIndexOf('.');
            String ending = dot < 0 ? "" : path.substring(dot).toLowerCase(Locale.ROOT);
            throw new ParameterException(
                    command,
                    "no format for " + path + ": the extension selects it, and known are "
                            + String.join(", ", ReportFormat.ENDINGS) + Spelling.hint(ending, ReportFormat.ENDINGS));
        }
        this.path = path;
        this.format = found;
    }

    void write(Report report) {
        try {
            ReportFile.replace(path, out -> format.write(out, report, Catalogue.cards()));
        } catch (IOException failed) {
            throw new Failure(path + " cannot be written: " + failed.getMessage());
        }
    }
}
