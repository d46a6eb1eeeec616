package dev.seaworthy.rule;

import dev.seaworthy.catalogue.Wording;
import java.util.ArrayList;
import java.util.List;

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
        return one;
    }
}
