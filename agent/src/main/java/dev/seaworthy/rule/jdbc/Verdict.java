package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import java.util.HashSet;
import java.util.Set;

/** The figures of one look at the window. */
final class Verdict {

    private final Set<Long> units = new HashSet<>();
    private final long sinceFirst;
    private boolean lasting;
    private long first = Long.MAX_VALUE;
    private long until;
    private int opens;
    private int ends;
    private int single;
    private int inVain;
    private int peak;
    private long life;
    private long connect;

    /** @param sinceFirst milliseconds since the first one of all, which may be long before the window */
    Verdict(long sinceFirst) {
        this.sinceFirst = sinceFirst;
    }

    void add(Opening opening) {
        lasting |= !opening.isPassing();
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
        if (opening.isOver()) {
            ends++;
            single += opening.isSingle() ? 1 : 0;
        }
        if (opening.end != null) {
            life += opening.end.nanos();
            until = Math.max(until, opening.end.origin().millis());
        }
    }

    boolean stands() {
        boolean brief = !lasting && sinceFirst < UnpooledConnection.WINDOW_MILLIS;
        return opens >= (brief ? UnpooledConnection.OPENS_OF_TOOL : UnpooledConnection.OPENS)
                && units.size() >= UnpooledConnection.UNITS
                && inVain >= UnpooledConnection.IN_VAIN
                && ends >= UnpooledConnection.ENDS
                && single * 100 >= ends * UnpooledConnection.SINGLE_PERCENT;
    }

    private long seconds() {
        return Math.max(1, (until - first + 999) / 1000);
    }

    String sentence() {
        if (single == opens) {
            return opens + " connections were opened and closed within " + seconds() + " s, each used once";
        }
        return opens + " connections were opened within " + seconds() + " s; "
                + (single == ends ? "each one closed so far was used once" : single * 100 / ends + " % were used once");
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
