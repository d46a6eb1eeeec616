package dev.seaworthy.report.html;

import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.Advice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's page says, cut into the parts that a report shows in different places; each is HTML, empty if the page
 * does not have it.
 *
 * @param what what the hazard is
 * @param fix what to do whatever the application is built with
 * @param here what to do with the framework that is there
 * @param hereName which one that is
 * @param elsewhere what to do with others
 * @param elsewhereNames which those are
 * @param silence the settings that silence it
 */
record RuleText(
        String what,
        String why,
        String fix,
        String here,
        String hereName,
        String elsewhere,
        String elsewhereNames,
        String fine,
        String silence,
        String looks) {

    /** Reads a rule's page for an application that is built with these frameworks. */
    static RuleText of(@Nullable RuleCard card, List<String> frameworks) {
        Map<String, String> sections = card == null ? Map.of() : sections(card.page());
        Advice advice = Advice.of(sections.getOrDefault("How to fix it", ""), frameworks);
        return new RuleText(
                Markdown.part(sections.getOrDefault("What it is", "")),
                Markdown.part(sections.getOrDefault("Why it hurts in production", "")),
                Markdown.part(advice.common()),
                Markdown.part(advice.here()),
                advice.hereName(),
                Markdown.part(advice.elsewhere()),
                advice.elsewhereNames(),
                Markdown.part(sections.getOrDefault("When it is fine", "")),
                Markdown.part(sections.getOrDefault("How to silence it", "")),
                Markdown.part(sections.getOrDefault("What Seaworthy looks at and what it cannot see", "")));
    }

    /** The page's sections by heading. */
    private static Map<String, String> sections(String page) {
        Map<String, StringBuilder> found = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        boolean fenced = false;
        for (String line : page.split("\n", -1)) {
            fenced ^= line.startsWith("```");
            if (!fenced && line.startsWith("## ")) {
                current = new StringBuilder();
                found.put(line.substring(3).trim(), current);
            } else {
                current.append(line).append('\n');
            }
        }
        Map<String, String> sections = new LinkedHashMap<>();
        found.forEach((heading, text) -> sections.put(heading, text.toString().trim()));
        return sections;
    }
}
