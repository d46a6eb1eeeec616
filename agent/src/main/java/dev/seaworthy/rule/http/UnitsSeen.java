package dev.seaworthy.rule.http;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** In how many units of work something was seen, by place and target. Bounded. */
final class UnitsSeen {

    /** What is seen in one unit of work may be a coincidence. */
    static final int ENOUGH = 2;

    private static final int MOST = 2_000;
    private final Map<String, Set<Long>> units = new HashMap<>();

    /** It was seen there once more; in how many units so far, {@link #ENOUGH} at most. */
    int add(Origin origin, String target, Rule<?> rule, Findings findings) {
        String key = origin.site().place() + " " + target;
        if (!units.containsKey(key) && units.size() >= MOST) {
            findings.dropped(rule);
            return 1;
        }
        Set<Long> here = units.computeIfAbsent(key, any -> new HashSet<>());
        if (here.size() < ENOUGH) {
            here.add(origin.unit().id());
        }
        return here.size();
    }
}
