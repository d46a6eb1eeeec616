package dev.seaworthy.sensor.jdbc.track;

import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The physical connections that are open, by identity, without keeping them alive. Look-ups take no lock; bounded: what
 * is opened beyond that is counted as opened and nothing more.
 */
public final class OpenConnections {

    private static final int BUCKETS = 1 << 11;
    private static final int MOST = 1 << 14;

    /** Closed ones are remembered for a while: a driver with a pool inside hands them out again. */
    private static final int RETIRED = 256;

    private final AtomicReferenceArray<@Nullable TrackedConnection> buckets = new AtomicReferenceArray<>(BUCKETS);
    private final ArrayDeque<TrackedConnection> retired = new ArrayDeque<>();
    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private int size;

    ReferenceQueue<Object> queue() {
        return queue;
    }

    public @Nullable TrackedConnection get(Object connection) {
        int hash = System.identityHashCode(connection);
        TrackedConnection tracked = buckets.get(hash & (BUCKETS - 1));
        while (tracked != null && !(tracked.hash == hash && tracked.refersTo(connection))) {
            tracked = tracked.next;
        }
        return tracked;
    }

    /** Remembers it; false where there are too many. */
    synchronized boolean add(TrackedConnection tracked) {
        if (size >= MOST) {
            return false;
        }
        int at = tracked.hash & (BUCKETS - 1);
        tracked.next = buckets.get(at);
        buckets.set(at, tracked);
        size++;
        return true;
    }

    /** It was closed. */
    synchronized void retire(TrackedConnection tracked) {
        retired.add(tracked);
        if (retired.size() > RETIRED) {
            remove(retired.remove());
        }
    }

    /** It was handed out again. */
    synchronized void recall(TrackedConnection tracked) {
        retired.remove(tracked);
    }

    /** The next one that nobody can reach any more, null where there is none. */
    @Nullable
    TrackedConnection takeLost() {
        TrackedConnection lost = (TrackedConnection) queue.poll();
        if (lost != null) {
            synchronized (this) {
                remove(lost);
            }
        }
        return lost;
    }

    private void remove(TrackedConnection tracked) {
        int at = tracked.hash & (BUCKETS - 1);
        TrackedConnection before = null;
        TrackedConnection one = buckets.get(at);
        while (one != null && one != tracked) {
            before = one;
            one = one.next;
        }
        if (one == null) {
            return;
        }
        // Its own link stays: a reader may stand on it.
        if (before == null) {
            buckets.set(at, one.next);
        } else {
            before.next = one.next;
        }
        size--;
    }
}
