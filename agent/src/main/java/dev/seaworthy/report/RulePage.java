package dev.seaworthy.report;

import dev.seaworthy.finding.RuleCard;

/** A rule's page by its fixed headings. Immutable. */
record RulePage(String markdown) {

    static RulePage of(RuleCard card) {
        return new RulePage(card.page());
    }

    /** Why it hurts in production; empty if the page does not say. */
    String why() {
        return section("Why it hurts in production");
    }

    /** How to fix it; empty if the page does not say. */
    String how() {
        return section("How to fix it");
    }

    /** The text below one heading, without it; empty if there is none. */
    String section(String heading) {
        String start = "\n## " + heading + "\n";
        int from = markdown.indexOf(start);
        if (from < 0) {
            return "";
        }
        int to = markdown.indexOf("\n## ", from + 1);
        return markdown.substring(from + start.length(), to < 0 ? markdown.length() : to)
                .trim();
    }
}
