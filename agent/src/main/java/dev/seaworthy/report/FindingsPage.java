package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;

/** The findings as a small web page: no scripts, nothing from elsewhere, every text escaped. */
final class FindingsPage {

    private static final String STYLE = "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
            + "li{margin-bottom:1em}code{word-break:break-all}";

    private final Ledger ledger;
    private final ProcessFacts process;

    FindingsPage(Ledger ledger, ProcessFacts process) {
        this.ledger = ledger;
        this.process = process;
    }

    String text() {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.append("<title>Seaworthy</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Seaworthy</h1>");
        html.append("<p>").append(escape(process.main())).append(", process ").append(process.pid());
        html.append(". <a href=\"/findings\">JSON</a> · <a href=\"/metrics\">metrics</a></p>\n<ul>\n");
        int shown = 0;
        for (Finding finding : ledger.snapshot()) {
            if (finding.state() != Finding.State.RESOLVED) {
                append(html, finding);
                shown++;
            }
        }
        return html.append("</ul>\n")
                .append(shown == 0 ? "<p>Nothing was found so far.</p>\n" : "")
                .append("</body></html>\n")
                .toString();
    }

    private static void append(StringBuilder html, Finding finding) {
        html.append("<li><strong>").append(finding.severity().label()).append("</strong> ");
        html.append("<a href=\"/rules/").append(escape(finding.rule())).append("\">");
        html.append(escape(finding.rule()))
                .append("</a> (")
                .append(finding.state().label());
        html.append(
                finding.status() == Finding.Status.OPEN
                        ? ""
                        : ", " + finding.status().label());
        html.append(", ").append(finding.count()).append("×)<br>");
        html.append(escape(finding.message())).append(".<br>");
        if (!finding.target().isEmpty()) {
            html.append("<code>").append(escape(finding.target())).append("</code><br>");
        }
        if (finding.location() != null) {
            html.append("<code>").append(escape(finding.location().toString())).append("</code><br>");
        }
        html.append("Fix: ").append(escape(finding.fix())).append("</li>\n");
    }

    /** Text that stays text inside an element or a quoted attribute. */
    static String escape(String text) {
        return OneLine.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
