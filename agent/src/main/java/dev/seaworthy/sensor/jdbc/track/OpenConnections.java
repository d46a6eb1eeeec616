package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.WeakStates;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The physical connections that are open, by identity, without keeping them alive. Look-ups take no lock; bounded: what
 * is opened beyond that is counted as opened and nothing more.
 */
public final class OpenConnections {

    private static final int MOST = 1 << 14;
    /** Closed ones are remembered for a while: a driver with a pool inside hands them out again. */
    private static final int RETIRED = 256;

    private final WeakStates<TrackedConnection> known;
    private final ArrayDeque<TrackedConnection> retired = new ArrayDeque<>();
    private final ArrayDeque<TrackedConnection> lost = new ArrayDeque<>();

    public OpenConnections(Drops drops) {
        known = new WeakStates<>(MOST, "jdbc.connection", drops, lost::add);
    }

    public @Nullable TrackedConnection get(Object connection) {
        return known.get(connection);
    }

    /** Remembers it; false where there are too many. */
    boolean add(Object connection, TrackedConnection tracked) {
        return known.put(connection, tracked);
    }

    /** It was closed. */
    synchronized void retire(TrackedConnection tracked) {
        retired.add(tracked);
        Object oldest = retired.size() > RETIRED ? retired.remove().get() : null;
        if (oldest != null) {
            known.remove(oldest);
        }
    }

    /** It was handed out again. */
    synchronized void recall(TrackedConnection tracked) {
        retired.remove(tracked);
    }

    /** The next one that nobody can reach any more, null where there is none; agent's thread. */
    @Nullable
    TrackedConnection takeLost() {
        if (lost.isEmpty()) {
            known.tick();
        }
        return lost.poll();
    }
}
