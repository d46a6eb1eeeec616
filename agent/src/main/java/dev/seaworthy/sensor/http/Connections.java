package dev.seaworthy.sensor.http;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** What is known of the connections that are under way, by identity and weakly; where it is full, an older one gives way. */
final class Connections {

    private static final int SLOTS = 2048;
    private static final int PROBES = 4;

    private final AtomicReferenceArray<@Nullable Known> table = new AtomicReferenceArray<>(SLOTS);

    /** One connection. */
    static final class Known extends WeakReference<Object> {
        volatile int credentials;
        volatile boolean events;
        volatile @Nullable Sent sent;

        Known(Object connection) {
            super(connection);
        }
    }

    @Nullable
    Known find(Object connection) {
        int start = System.identityHashCode(connection);
        for (int i = 0; i < PROBES; i++) {
            Known known = table.get((start + i) & (SLOTS - 1));
            if (known != null && known.refersTo(connection)) {
                return known;
            }
        }
        return null;
    }

    Known of(Object connection) {
        Known found = find(connection);
        if (found != null) {
            return found;
        }
        int start = System.identityHashCode(connection);
        int at = start & (SLOTS - 1);
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i) & (SLOTS - 1);
            Known known = table.get(slot);
            if (known == null || known.refersTo(null)) {
                at = slot;
                break;
            }
        }
        Known made = new Known(connection);
        table.set(at, made);
        return made;
    }
}
