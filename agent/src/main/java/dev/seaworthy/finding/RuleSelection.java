package dev.seaworthy.finding;

import dev.seaworthy.config.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which rules run: the setting {@code rules}, applied from left to right. Immutable. */
public final class RuleSelection {

    private static final int MOST_WARNINGS = 10;
    private static final int LONGEST = 100;

    static final String WHERE_TO_LOOK = "; java -jar seaworthy-agent.jar rules lists all rules";

    private final Set<String> on = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param words {@code default}, ids, {@code area/*} or {@code *}, each with {@code -} or {@code +} in front or
     *     nothing. Where the first has a sign, the rules that are on by default are what it changes; else the list
     *     starts from nothing
     */
    public RuleSelection(List<String> words, Collection<RuleCard> cards) {
        for (RuleCard card : cards) {
            if (isOn(words, card.id(), card.onByDefault())) {
                on.add(card.id());
            }
        }
        for (String word : words) {
            if (!isKnown(pattern(word), cards) && warnings.size() < MOST_WARNINGS) {
                warnings.add("'" + shortened(pattern(word)) + "' in setting 'rules' is not a rule and is ignored"
                        + hint(pattern(word), cards));
            }
        }
    }

    /** Whether {@code words} switch that rule on, whose class need not be loaded for it. */
    public static boolean isOn(List<String> words, String id, boolean byDefault) {
        boolean on = byDefault && (words.isEmpty() || isSigned(words.get(0)));
        for (String word : words) {
            String pattern = pattern(word);
            if (pattern.equals("default") ? byDefault : matches(pattern, id)) {
                on = word.charAt(0) != '-';
            }
        }
        return on;
    }

    /** Whether the rule with that id runs. */
    public boolean isOn(String rule) {
        return on.contains(rule);
    }

    List<String> warnings() {
        return warnings;
    }

    /** One text for each of the first rules that {@code severity.RULE} names and that do not exist. */
    static List<String> unknownSeverities(Collection<String> rules, Collection<RuleCard> cards) {
        Set<String> known = new HashSet<>();
        for (RuleCard card : cards) {
            known.add(card.id());
        }
        List<String> unknown = new ArrayList<>();
        for (String rule : rules) {
            if (!known.contains(rule) && unknown.size() < MOST_WARNINGS) {
                unknown.add("setting 'severity." + shortened(rule) + "' is ignored, since there is no such rule"
                        + hint(rule, cards));
            }
        }
        return unknown;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** The rule or area that was probably meant; where to look if none is near. */
    private static String hint(String typed, Collection<RuleCard> cards) {
        Set<String> known = new LinkedHashSet<>();
        for (RuleCard card : cards) {
            known.add(card.id());
            known.add(card.area().concat("/*"));
        }
        String hint = Spelling.hint(typed, known);
        return hint.isEmpty() ? WHERE_TO_LOOK : hint;
    }

    private static boolean isKnown(String pattern, Collection<RuleCard> cards) {
        boolean known = pattern.equals("default");
        for (RuleCard card : cards) {
            known |= matches(pattern, card.id());
        }
        return known;
    }

    private static boolean matches(String pattern, String id) {
        return pattern.equals("*")
                || pattern.equals(id)
                || pattern.endsWith("/*") && id.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    private static String pattern(String word) {
        return isSigned(word) ? word.substring(1).trim() : word;
    }

    private static boolean isSigned(String word) {
        return word.startsWith("-") || word.startsWith("+");
    }
}
