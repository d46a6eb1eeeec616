package dev.seaworthy.report.html;

import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.rule.Section;

/** A rule's page as the endpoint shows it. */
public final class RulePage {

    private RulePage() {}

    private record Model(String id, String severity, String section, String body, String style) {}

    /** The whole document. */
    public static String of(RuleCard card) {
        String body = Markdown.html(card.page());
        // The id is the page's heading wherever the Markdown has another.
        String heading = "<h1>" + card.id() + "</h1>";
        String rest = body.startsWith(heading) ? body.substring(heading.length()) : body.replace("h1>", "h2>");
        return Templates.rule()
                .execute(new Model(
                        card.id(),
                        card.severity().label(),
                        Section.of(card.id()).title(),
                        rest,
                        Templates.style()));
    }
}
