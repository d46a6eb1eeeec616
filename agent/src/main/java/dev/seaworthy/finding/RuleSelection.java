package dev.seaworthy.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which rules run: the setting {@code rules}, applied from left to right. Immutable. */
public final class RuleSelection {

    private final Set<String> on = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param words {@code default}, ids, {@code area/*} or {@code *}, each with {@code -} or {@code +} in front or
     *     nothing. Where the first has a sign, the rules that are on by default are what it changes; else the list
     *     starts from nothing
     */
    public RuleSelection(List<String> words, Collection<RuleCard> cards) {
        if (words.isEmpty() || isSigned(words.get(0))) {
            turn("default", true, cards);
        }
        for (String word : words) {
            String pattern = isSigned(word) ? word.substring(1).trim() : word;
            if (!turn(pattern, word.charAt(0) != '-', cards)) {
                warnings.add("setting 'rules' names '" + pattern + "', but no rule has that id; known are " + ids(cards)
                        + ", 'default' and area/*; this part is ignored");
            }
        }
    }

    /** Whether the rule with that id runs. */
    public boolean isOn(String rule) {
        return on.contains(rule);
    }

    List<String> warnings() {
        return warnings;
    }

    static String ids(Collection<RuleCard> cards) {
        List<String> ids = new ArrayList<>();
        for (RuleCard card : cards) {
            ids.add(card.id());
        }
        return String.join(", ", ids);
    }

    private boolean turn(String pattern, boolean way, Collection<RuleCard> cards) {
        boolean known = pattern.equals("default");
        for (RuleCard card : cards) {
            if (pattern.equals("default") ? card.onByDefault() : matches(pattern, card)) {
                known = true;
                if (way) {
                    on.add(card.id());
                } else {
                    on.remove(card.id());
                }
            }
        }
        return known;
    }

    private static boolean matches(String pattern, RuleCard card) {
        return pattern.equals("*") || pattern.equals(card.id()) || pattern.equals(card.area() + "/*");
    }

    private static boolean isSigned(String word) {
        return word.startsWith("-") || word.startsWith("+");
    }
}
