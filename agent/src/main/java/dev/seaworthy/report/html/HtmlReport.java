package dev.seaworthy.report.html;

import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.Report;
import dev.seaworthy.report.ReportFormat;
import dev.seaworthy.report.SourceLinks;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * The report as one web page that needs nothing else: no script, nothing loaded from elsewhere, every text escaped.
 * However many findings there are, it has at most {@value Topics#MOST_CARDS} of them at full length and
 * {@value Topics#MOST_LINES} in a line each.
 */
public final class HtmlReport implements ReportFormat {

    private final boolean live;
    private final Narrowed narrowed;
    private final SourceLinks links;

    /** A page for a file, without links to the source. */
    public HtmlReport() {
        this(SourceLinks.NONE);
    }

    /** A page for a file. */
    public HtmlReport(SourceLinks links) {
        this(false, Narrowed.NOT, links);
    }

    private HtmlReport(boolean live, Narrowed narrowed, SourceLinks links) {
        this.live = live;
        this.narrowed = narrowed;
        this.links = links;
    }

    /** A page that the endpoint serves: it links to the endpoint's other pages. */
    public static HtmlReport live(Narrowed narrowed, SourceLinks links) {
        return new HtmlReport(true, narrowed, links);
    }

    @Override
    public void write(Writer out, Report report, List<RuleCard> catalogue) throws IOException {
        Templates.page().execute(new Sheet(report, catalogue, live, narrowed, links), out);
        out.flush();
    }
}
