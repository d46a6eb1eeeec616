package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * New findings within {@value #WINDOW_MILLIS} ms of the first: blockers are said at once, the others when that time is
 * over, the most severe first, until {@value #MOST} were said. Holds no more than the ledger does. Not thread-safe.
 */
final class Burst {

    static final int MOST = 10;
    static final long WINDOW_MILLIS = 10_000;

    private final Map<String, Finding> held = new LinkedHashMap<>();
    /** Ids of those that were only counted. */
    private final Set<String> counted = new HashSet<>();

    private boolean open;
    private long since;
    private int said;

    /** Takes a new finding, or one that is worse than before; returns whether it is to be said at once. */
    boolean isUrgent(Finding finding, long nowMillis) {
        if (!open) {
            open = true;
            since = nowMillis;
            said = 0;
        }
        counted.remove(finding.id());
        if (finding.severity() != Severity.BLOCKER) {
            held.put(finding.id(), finding);
            return false;
        }
        held.remove(finding.id());
        said++;
        return true;
    }

    /** Whether more of the same need not be said, since the finding itself is still to be. */
    boolean holds(Finding finding) {
        return held.replace(finding.id(), finding) != null;
    }

    /** It is none after all; returns whether anybody heard of it. */
    boolean retract(Finding finding) {
        boolean unheard = held.remove(finding.id()) != null | counted.remove(finding.id());
        return !unheard;
    }

    /** Whether the time is over; also if the clock was set back. */
    boolean isOver(long nowMillis) {
        return open && (nowMillis - since >= WINDOW_MILLIS || nowMillis < since);
    }

    /**
     * Ends it.
     *
     * @param all whether each is to be said, because what is only counted could be read nowhere
     * @param left takes those that are not said
     * @return those to say, the most severe first
     */
    List<Finding> end(boolean all, List<Finding> left) {
        List<Finding> due = new ArrayList<>(held.values());
        due.sort(Comparator.comparing(Finding::severity));
        held.clear();
        open = false;
        int room = Math.max(0, MOST - said);
        if (all || due.size() <= room) {
            return due;
        }
        for (Finding finding : due.subList(room, due.size())) {
            counted.add(finding.id());
            left.add(finding);
        }
        return due.subList(0, room);
    }
}
