package dev.seaworthy.report;

import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.html.HtmlReport;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One way to write a report down. Text that came from the application stays data in it; stateless. */
public interface ReportFormat {

    /** The endings that a report's file may have, as the contract names them. */
    List<String> ENDINGS = List.of(".json", ".sarif", ".html", ".md", ".xml");

    /**
     * Writes the whole document; flushes, and leaves {@code out} open.
     *
     * @param catalogue the rules that are known, for their summaries, fixes and pages
     */
    void write(Writer out, Report report, List<RuleCard> catalogue) throws IOException;

    /** Whether gates read that file. */
    static boolean isGates(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /** The format that a file's ending asks for, null if none does. */
    static @Nullable ReportFormat of(String path) {
        return of(path, ReportOptions.USUAL);
    }

    /** The same with options. */
    static @Nullable ReportFormat of(String path, ReportOptions options) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".json")) {
            return new JsonReport();
        }
        if (lower.endsWith(".sarif")) {
            return new SarifReport(options);
        }
        if (lower.endsWith(".md")) {
            return new MarkdownReport(options);
        }
        if (lower.endsWith(".xml")) {
            return new JUnitReport(options);
        }
        if (lower.endsWith(".html")) {
            return new HtmlReport(SourceLinks.of(options));
        }
        return null;
    }
}
