package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.SourceLinks;
import dev.seaworthy.rule.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Open findings, one line each, and grouped by section and rule. What is most urgent comes first on each level. */
final class Topics {

    static final int MOST_CARDS = 50;
    static final int MOST_LINES = 2_000;
    private static final int MOST_CARDS_OF_A_RULE = 20;
    /** As many lines are shown at once; the others unfold. */
    private static final int LINES_SHOWN = 60;

    /** An id ends in so many digits that are hardly ever those of another finding. */
    private static final int HASH = 12;

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
            return byRule.values().stream().filter(group -> group.cards() > 0).toList();
        }
    }

    private final Map<Section, Topic> topics = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, RuleCard> rules = new LinkedHashMap<>();
    private final Set<String> anchors = new HashSet<>();
    private final List<String> frameworks;
    private final SourceLinks links;
    private int cards;

    /** @param open the worst first */
    Topics(List<Finding> open, List<RuleCard> catalogue, List<String> frameworks, SourceLinks links) {
        this.frameworks = frameworks;
        this.links = links;
        for (RuleCard rule : catalogue) {
            rules.put(rule.id(), rule);
        }
        for (Finding finding : open) {
            add(finding);
        }
    }

    /** The sections that have cards. */
    Collection<Topic> all() {
        return topics.values().stream()
                .filter(topic -> !topic.groups().isEmpty())
                .toList();
    }

    List<Line> shown() {
        return lines.subList(0, Math.min(LINES_SHOWN, lines.size()));
    }

    /** The lines that unfold. */
    List<Line> more() {
        return lines.subList(Math.min(LINES_SHOWN, lines.size()), lines.size());
    }

    int lines() {
        return lines.size();
    }

    boolean has(Section section) {
        Topic topic = topics.get(section);
        return topic != null && !topic.groups().isEmpty();
    }

    static String anchorOf(Section section) {
        return "section-" + section.number();
    }

    private void add(Finding finding) {
        Group group = topics.computeIfAbsent(
                        Section.of(finding.rule()), section -> new Topic(section, new LinkedHashMap<>()))
                .byRule()
                .computeIfAbsent(finding.rule(), id -> new Group(id, rules.get(id), frameworks));
        boolean roomy = cards < MOST_CARDS && group.cards() < MOST_CARDS_OF_A_RULE;
        if (!roomy && lines.size() >= MOST_LINES) {
            group.add(finding, null);
            return;
        }
        String anchor = anchor(finding);
        if (roomy) {
            cards++;
            String around = group.cards() == 0 ? finding.severity().label() : group.severity();
            group.add(finding, Card.of(finding, anchor, around, links.to(finding.location())));
        } else {
            group.add(finding, null);
        }
        lines.add(Line.of(finding, group.title(), anchor, roomy ? null : Card.detail(finding, group.advice())));
    }

    private String anchor(Finding finding) {
        String id = finding.id();
        String anchor = "f-" + Words.anchor(id.substring(Math.max(0, id.length() - HASH)));
        String free = anchor;
        for (int i = 2; !anchors.add(free); i++) {
            free = anchor + "-" + i;
        }
        return free;
    }
}
