package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionClosed;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PoolBuilt;
import org.jspecify.annotations.Nullable;

/** One physical connection. */
final class Opening {
    final ConnectionOpened seen;
    final Openings.Place place;
    final boolean inVain;

    /** Whether it was left open and nobody uses it any more, which is as good as thrown away. */
    boolean kept;

    /** Whether a pool opened it, as that showed later. */
    boolean pooled;

    @Nullable
    ConnectionClosed end;

    Opening(ConnectionOpened seen, Openings.Place place, boolean inVain) {
        this.seen = seen;
        this.place = place;
        this.inVain = inVain;
    }

    /** Whether that pool opened it, in the unit of work that built the pool. */
    boolean isOf(PoolBuilt pool) {
        Origin here = seen.origin();
        Origin there = pool.origin();
        return here.unit().id() == there.unit().id()
                && here.thread() == there.thread()
                && here.millis() >= there.millis()
                && here.site().stack().stream()
                        .anyMatch(frame -> frame.className().equals(pool.pool()));
    }

    boolean isLost() {
        return kept || end != null && end.end() == ConnectionClosed.End.LOST;
    }

    boolean isOver() {
        return kept || end != null;
    }

    /** Whether it may be a tool's that opens a few, closes them and ends. */
    boolean isPassing() {
        return !seen.origin().unit().isVisible() && !isLost();
    }

    boolean isSingle() {
        return kept || end != null && end.uses() <= 1;
    }
}
