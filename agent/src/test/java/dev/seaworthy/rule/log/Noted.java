package dev.seaworthy.rule.log;

import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a rule says. */
final class Noted implements Findings {

    final List<Found> all = new ArrayList<>();

    @Override
    public void add(Found found) {
        all.add(found);
    }

    @Override
    public void resolve(Found found) {
        throw new UnsupportedOperationException();
    }

    List<Found> confirmed() {
        return all.stream().filter(Found::isConfirmed).toList();
    }
}
