package dev.seaworthy.cli;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.Rules;
import java.util.ArrayList;
import java.util.List;

/** The rules of this jar. */
final class Catalogue {

    private Catalogue() {}

    static List<RuleCard> cards() {
        List<RuleCard> cards = new ArrayList<>();
        for (Rule<?> rule : Rules.all(new Surroundings(key -> null))) {
            cards.add(card(rule));
        }
        return cards;
    }

    static List<String> ids() {
        return cards().stream().map(RuleCard::id).toList();
    }

    @SuppressWarnings("unchecked") // a rule's class is a class of rules
    private static RuleCard card(Rule<?> rule) {
        return RuleCard.of((Class<? extends Rule<?>>) rule.getClass());
    }
}
