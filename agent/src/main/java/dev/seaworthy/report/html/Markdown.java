package dev.seaworthy.report.html;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Turns the Markdown of rule pages into HTML; HTML inside it stays text. */
final class Markdown {

    private Markdown() {}

    static String html(String markdown) {
        HtmlRenderer renderer =
                HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();
        return renderer.render(Parser.builder().build().parse(markdown)).trim();
    }

    /** For a part of a page: headings become paragraphs, so that they do not disturb the order of those around. */
    static String part(String markdown) {
        return markdown.isBlank()
                ? ""
                : html(markdown).replaceAll("<h[1-6]>", "<p class=\"h\">").replaceAll("</h[1-6]>", "</p>");
    }
}
