package dev.seaworthy.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings by what those that may affect each other have in common, so that one that changes is weighed against its
 * own circle and not against all. Under the lock of the ledger.
 */
final class Circles {

    private final Map<String, List<Entry>> circles = new HashMap<>();
    private final Dominance dominance = new Dominance();

    /** The circle of an entry, in the order in which its entries came; without the entry until that is added. */
    List<Entry> of(Entry entry) {
        return circles.computeIfAbsent(Dominance.circle(entry.card, entry.target), any -> new ArrayList<>());
    }

    /** Adds an entry; gives its circle. */
    List<Entry> add(Entry entry) {
        List<Entry> circle = of(entry);
        circle.add(entry);
        return circle;
    }

    void remove(Entry entry) {
        List<Entry> circle = of(entry);
        circle.remove(entry);
        if (circle.isEmpty()) {
            circles.remove(Dominance.circle(entry.card, entry.target));
        }
    }

    /** Finds out anew which entries of a circle speak for which. */
    void settle(Collection<Entry> circle) {
        if (circle.size() > 1) {
            dominance.apply(circle);
        }
    }

    /** How much work that took so far: entries that were looked at, and looks into an index. */
    long steps() {
        return dominance.steps();
    }
}
