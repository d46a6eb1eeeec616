package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader can choose to see without a script: radio buttons, and a style sheet that hides the rest. */
final class Choices {

    private static final int MOST_AREAS = 20;

    /**
     * One button.
     *
     * @param kind the class that its findings have, letters, digits and dashes
     */
    record Choice(String name, String kind, String count) {}

    private final Map<String, Long> severities = new LinkedHashMap<>();
    private final Map<String, Long> areas = new TreeMap<>();
    private final long all;

    Choices(List<Finding> open) {
        all = open.size();
        for (Severity severity : Severity.values()) {
            severities.put(severity.label(), 0L);
        }
        for (Finding finding : open) {
            severities.merge(finding.severity().label(), 1L, Long::sum);
            String area = Words.anchor(finding.area());
            if (areas.size() < MOST_AREAS || areas.containsKey(area)) {
                areas.merge(area, 1L, Long::sum);
            }
        }
        severities.values().removeIf(count -> count == 0);
    }

    /** How many there are of all kinds. */
    String all() {
        return Words.number(all);
    }

    /** Empty where there is nothing to choose from. */
    List<Choice> severities() {
        return choices(severities, "s-");
    }

    /** Empty where there is nothing to choose from. */
    List<Choice> areas() {
        return choices(areas, "a-");
    }

    boolean any() {
        return severities.size() > 1 || areas.size() > 1;
    }

    private static List<Choice> choices(Map<String, Long> counts, String prefix) {
        List<Choice> choices = new ArrayList<>();
        if (counts.size() > 1) {
            counts.forEach((name, count) -> choices.add(new Choice(name, prefix + name, Words.number(count))));
        }
        return choices;
    }
}
