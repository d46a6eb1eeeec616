package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import java.util.HashSet;
import java.util.Set;

/** The figures of one look at the window. */
final class Verdict {

    private static final int OPENS = 5;
    private static final int UNITS = 3;
    private static final int SINGLE_PERCENT = 80;
    private static final int ENDS = 3;

    /** So many were opened after an earlier one had been thrown away, which could have served: a pool that fills has none. */
    private static final int IN_VAIN = 2;

    private final Set<Long> units = new HashSet<>();
    private long first = Long.MAX_VALUE;
    private long until;
    private int opens;
    private int ends;
    private int single;
    private int inVain;
    private int peak;
    private long life;
    private long connect;

    void add(Openings.Opening opening) {
        Origin origin = opening.seen.origin();
        boolean known = origin.unit().isVisible() && origin.unit().kind() != Unit.Kind.BATCH;
        units.add(known ? origin.unit().id() : -opening.seen.connection());
        first = Math.min(first, origin.millis());
        until = Math.max(until, origin.millis());
        opens++;
        // One that was lost without a close was thrown away for certain, whenever the collector came to tell.
        inVain += opening.inVain || opening.isLost() ? 1 : 0;
        peak = Math.max(peak, opening.seen.openNow());
        connect += opening.seen.nanos();
        if (opening.end != null) {
            ends++;
            single += opening.isSingle() ? 1 : 0;
            life += opening.end.nanos();
            until = Math.max(until, opening.end.origin().millis());
        }
    }

    boolean stands() {
        return opens >= OPENS
                && units.size() >= UNITS
                && inVain >= IN_VAIN
                && ends >= ENDS
                && single * 100 >= ends * SINGLE_PERCENT;
    }

    private long seconds() {
        return Math.max(1, (until - first + 999) / 1000);
    }

    String sentence() {
        return opens + " connections opened within " + seconds() + " s, " + single + " of the " + ends
                + " that ended had served one piece of work";
    }

    Found evidence(Found found) {
        return found.evidence("opens", opens)
                .evidence("units", units.size())
                .evidence("single-use", single)
                .evidence("single-use-percent", single * 100 / ends)
                .evidence("opens-per-minute", Math.round(opens * 60.0 / seconds()))
                .evidence("mean-life-ms", life / ends / 1_000_000)
                .evidence("mean-connect-ms", connect / opens / 1_000 / 1_000.0)
                .evidence("peak-simultaneous", peak);
    }
}
