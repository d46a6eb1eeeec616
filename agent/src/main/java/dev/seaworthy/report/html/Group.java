package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All open findings of one rule; grows while the report is read, the worst finding first. */
final class Group {

    /** As many are shown at once; the others unfold. */
    private static final int SHOWN = 4;

    private final String id;
    private final @Nullable RuleCard rule;
    private final RuleText text;
    private final List<Card> cards = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private String severity = "";
    private int places;

    Group(String id, @Nullable RuleCard rule, List<String> frameworks) {
        this.id = id;
        this.rule = rule;
        this.text = RuleText.of(rule, frameworks);
    }

    void add(Finding finding, @Nullable Card card, @Nullable Row row) {
        severity = severity.isEmpty() ? finding.severity().label() : severity;
        places++;
        if (card != null) {
            cards.add(card);
        } else if (row != null) {
            rows.add(row);
        }
    }

    int cards() {
        return cards.size();
    }

    String id() {
        return Words.cut(id, 80);
    }

    String anchor() {
        return "rule-" + Words.anchor(id);
    }

    String title() {
        return rule == null ? Words.cut(id, 80) : rule.summary();
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

    List<Row> rows() {
        return rows;
    }

    /** How many are folded away, with a word; empty for none. */
    String folded() {
        int hidden = places - Math.min(SHOWN, cards.size());
        return hidden == 0 ? "" : Words.count(hidden, "more place", "more places");
    }

    /** How many the page leaves out, in words; empty for none. */
    String left() {
        int left = places - cards.size() - rows.size();
        return left == 0 ? "" : Words.count(left, "further place is", "further places are") + " in the JSON report";
    }
}
