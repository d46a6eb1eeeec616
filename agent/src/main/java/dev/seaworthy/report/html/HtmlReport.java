package dev.seaworthy.report.html;

import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.Report;
import dev.seaworthy.report.ReportFormat;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * The report as one web page that needs nothing else: no script, nothing loaded from elsewhere, every text escaped.
 * However many findings there are, it has at most {@value Topics#MOST_CARDS} of them at full length and
 * {@value Topics#MOST_ROWS} in a line each.
 */
public final class HtmlReport implements ReportFormat {

    private final boolean live;

    /** A page for a file. */
    public HtmlReport() {
        this(false);
    }

    private HtmlReport(boolean live) {
        this.live = live;
    }

    /** A page that the endpoint serves: it links to the endpoint's other pages. */
    public static HtmlReport live() {
        return new HtmlReport(true);
    }

    @Override
    public void write(Writer out, Report report, List<RuleCard> catalogue) throws IOException {
        Templates.page().execute(new Sheet(report, catalogue, live), out);
        out.flush();
    }
}
