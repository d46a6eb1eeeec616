package dev.seaworthy.rule;

import dev.seaworthy.catalogue.Wording;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.observation.Place;
import dev.seaworthy.report.FindingLine;
import dev.seaworthy.report.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what a rule finds, and checks how each message and fix is worded. */
public class Noted implements Findings {

    public final List<Found> found = new ArrayList<>();
    public final List<Found> resolved = new ArrayList<>();
    public int dropped;

    @Override
    public void add(Found one) {
        found.add(worded(one));
    }

    @Override
    public void resolve(Found one) {
        resolved.add(worded(one));
    }

    @Override
    public void dropped(Rule<?> by) {
        dropped++;
    }

    public List<Found> confirmed() {
        return found.stream().filter(Found::isConfirmed).toList();
    }

    private static Found worded(Found one) {
        Wording.message(one.message(), one.target(), String.valueOf(one.site().place()));
        if (one.fix() != null) {
            Wording.fix(one.fix());
        }
        line(one);
        return one;
    }

    private static void line(Found one) {
        @SuppressWarnings("unchecked") // a rule's class is a class of rules
        RuleCard card = RuleCard.of((Class<? extends Rule<?>>) one.rule().getClass());
        Place place = one.site().place();
        Finding finding = new Finding(
                "id-0123456789ab",
                card.id(),
                one.variant(),
                card.area(),
                one.severity() == null ? card.severity() : one.severity(),
                Finding.State.CONFIRMED,
                Finding.Status.OPEN,
                one.message(),
                one.fix() == null ? card.fix() : one.fix(),
                one.target(),
                place,
                one.site().stack(),
                1,
                one.millis(),
                one.millis(),
                Map.of(Finding.ROUTE, one.route()));
        if (one.target().equals(OneLine.of(one.target()))) {
            Wording.line(FindingLine.of(finding), one.target(), place == null ? "" : place.toString(), one.route());
        }
    }
}
