package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.rule.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Open findings, grouped by section and rule. What is most urgent comes first on each level. */
final class Topics {

    static final int MOST_CARDS = 150;
    static final int MOST_ROWS = 3_000;
    private static final int MOST_CARDS_OF_A_RULE = 20;
    private static final int MOST_URGENT = 5;

    /** One section with its rules. */
    record Topic(Section section, Map<String, Group> byRule) {
        int number() {
            return section.number();
        }

        String title() {
            return section.title();
        }

        String anchor() {
            return anchorOf(section);
        }

        Collection<Group> groups() {
            return byRule.values();
        }
    }

    private final Map<Section, Topic> topics = new LinkedHashMap<>();
    private final List<Row> urgent = new ArrayList<>();
    private final Map<String, RuleCard> rules = new LinkedHashMap<>();
    private final Set<String> anchors = new HashSet<>();
    private final List<String> frameworks;
    private int cards;
    private int rows;

    /** @param open the worst first */
    Topics(List<Finding> open, List<RuleCard> catalogue, List<String> frameworks) {
        this.frameworks = frameworks;
        for (RuleCard rule : catalogue) {
            rules.put(rule.id(), rule);
        }
        for (Finding finding : open) {
            add(finding);
        }
    }

    Collection<Topic> all() {
        return topics.values();
    }

    /** The few rules to begin with, each with its worst place; empty if there are hardly more. */
    List<Row> urgent() {
        return cards > MOST_URGENT ? urgent : List.of();
    }

    static String anchorOf(Section section) {
        return "section-" + section.number();
    }

    private void add(Finding finding) {
        Group group = topics.computeIfAbsent(
                        Section.of(finding.rule()), section -> new Topic(section, new LinkedHashMap<>()))
                .byRule()
                .computeIfAbsent(finding.rule(), id -> new Group(id, rules.get(id), frameworks));
        if (cards < MOST_CARDS && group.cards() < MOST_CARDS_OF_A_RULE) {
            cards++;
            boolean first = group.cards() == 0;
            String around = first ? finding.severity().label() : group.severity();
            Card card = Card.of(finding, anchor(finding), around);
            group.add(finding, card, null);
            if (first && urgent.size() < MOST_URGENT && finding.state() == Finding.State.CONFIRMED) {
                urgent.add(Row.of(finding, card.anchor()));
            }
        } else {
            group.add(finding, null, row(finding));
        }
    }

    private @Nullable Row row(Finding finding) {
        return rows++ < MOST_ROWS ? Row.of(finding, "") : null;
    }

    private String anchor(Finding finding) {
        String anchor = "finding-" + Words.anchor(finding.id());
        String free = anchor;
        for (int i = 2; !anchors.add(free); i++) {
            free = anchor + "-" + i;
        }
        return free;
    }
}
