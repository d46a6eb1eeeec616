package dev.seaworthy.cli;

import dev.seaworthy.report.ReportOptions;
import dev.seaworthy.report.SourceLinks;
import dev.seaworthy.rule.Severity;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every command that writes reports can be asked for. */
final class OutputOptions {

    @Option(
            names = "--include-accepted",
            description = "SARIF: include findings that are in the baseline or suppressed; GitHub shows them as open")
    private boolean includeAccepted;

    @Option(
            names = "--source-url",
            paramLabel = "URL",
            description = "address of the source at this commit, with {path} and {line}: findings in page, Markdown,"
                    + " SARIF and job summary link there")
    private String sourceUrl = "";

    /** @param failOn the mildest severity that counts as failed in JUnit XML */
    ReportOptions with(CommandLine command, Severity failOn) {
        if (!sourceUrl.isEmpty() && !SourceLinks.isTemplate(sourceUrl)) {
            throw new ParameterException(
                    command,
                    "--source-url: '" + sourceUrl + "' is not an address such as"
                            + " https://git.example.com/shop/blob/COMMIT/{path}#L{line}");
        }
        return new ReportOptions(failOn, includeAccepted, sourceUrl);
    }
}
