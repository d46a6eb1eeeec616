package dev.seaworthy.report.html;

import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.rule.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The rules' pages as the endpoint shows them: one for each, and the list of all. */
public final class RulePage {

    private RulePage() {}

    private record Model(
            String id, String title, String severity, String area, String section, RuleText text, String style) {}

    private record Entry(String id, String title, String severity) {}

    private record Chapter(String title, List<Entry> rules) {}

    private record All(String told, Collection<Chapter> chapters, String style) {}

    /** The whole document. */
    public static String of(RuleCard card) {
        return Templates.rule()
                .execute(new Model(
                        card.id(),
                        card.summary(),
                        card.severity().label(),
                        card.area(),
                        Section.of(card.id()).title(),
                        RuleText.of(card, List.of()),
                        Templates.style()));
    }

    /** All rules by section, each with a link to its page. */
    public static String index(List<RuleCard> cards) {
        Map<Section, Chapter> chapters = new EnumMap<>(Section.class);
        for (RuleCard card : cards) {
            chapters.computeIfAbsent(Section.of(card.id()), section -> new Chapter(section.title(), new ArrayList<>()))
                    .rules()
                    .add(new Entry(card.id(), card.summary(), card.severity().label()));
        }
        return Templates.rules()
                .execute(new All(Words.count(cards.size(), "rule", "rules"), chapters.values(), Templates.style()));
    }
}
