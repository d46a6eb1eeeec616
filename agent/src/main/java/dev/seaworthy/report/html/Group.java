package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The open findings of one rule that have a card; grows while the report is read, the worst finding first. */
final class Group {

    /** As many are shown at once; the others unfold. */
    private static final int SHOWN = 4;

    private final String id;
    private final @Nullable RuleCard rule;
    private final RuleText text;
    private final List<Card> cards = new ArrayList<>();
    private final Set<String> kinds = new TreeSet<>();
    private final Set<String> kindsBelow = new TreeSet<>();
    private String severity = "";
    private int places;

    Group(String id, @Nullable RuleCard rule, List<String> frameworks) {
        this.id = id;
        this.rule = rule;
        this.text = RuleText.of(rule, frameworks);
    }

    void add(Finding finding, @Nullable Card card) {
        severity = severity.isEmpty() ? finding.severity().label() : severity;
        places++;
        if (card != null) {
            (cards.size() < SHOWN ? kinds : kindsBelow).add("s-" + card.severity());
            cards.add(card);
        }
    }

    int cards() {
        return cards.size();
    }

    String id() {
        return Words.cut(id, 80);
    }

    /** The area of its rule, as a name that may stand in a style sheet. */
    String area() {
        return Words.anchor(id.substring(0, Math.max(0, id.indexOf('/'))));
    }

    /** The severities of all its cards, as classes of the style sheet. */
    String kinds() {
        Set<String> all = new TreeSet<>(kinds);
        all.addAll(kindsBelow);
        return String.join(" ", all);
    }

    /** The severities of the cards that unfold. */
    String kindsBelow() {
        return String.join(" ", kindsBelow);
    }

    /** Whether there is a page about it. */
    boolean known() {
        return rule != null;
    }

    String anchor() {
        return "rule-" + Words.anchor(id);
    }

    String title() {
        return rule == null ? Words.cut(id, 80) : rule.summary();
    }

    /** What its cards tell to do unless a finding has advice of its own; empty if there is no card. */
    String advice() {
        return rule == null || cards.isEmpty() ? "" : rule.fix();
    }

    String severity() {
        return severity;
    }

    String places() {
        return Words.count(places, "place", "places");
    }

    RuleText text() {
        return text;
    }

    List<Card> shown() {
        return cards.subList(0, Math.min(SHOWN, cards.size()));
    }

    List<Card> more() {
        return cards.subList(Math.min(SHOWN, cards.size()), cards.size());
    }

    /** How many are folded away, with a word; empty for none. */
    String folded() {
        return more().isEmpty() ? "" : Words.count(more().size(), "more place", "more places");
    }

    /** How many stand in the overview alone, in words; empty for none. */
    String left() {
        int left = places - cards.size();
        return left == 0 ? "" : Words.count(left, "further place is", "further places are") + " in the overview above";
    }
}
