package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.context.Drops;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of each logger, found by its name, and by the logger itself where its library says that its events have its
 * name: so that a repeat neither reads nor looks up a name. Thread-safe, bounded; keeps no logger alive.
 */
final class Loggers {

    private static final int MOST = 2_048;
    private static final int SLOTS = 1 << 10;

    private final Bounded<String, LoggerLog> byName;
    private final AtomicReferenceArray<@Nullable Known> bySource = new AtomicReferenceArray<>(SLOTS);

    private static final class Known extends WeakReference<Object> {
        final LoggerLog log;

        Known(Object source, LoggerLog log) {
            super(source);
            this.log = log;
        }
    }

    Loggers(Drops drops) {
        byName = new Bounded<>(MOST, "log.loggers", drops);
    }

    /** That of the logger of an event with these values; null if it was dropped. */
    @Nullable
    LoggerLog of(LoggedEvent event, @Nullable Object first, @Nullable Object second) {
        Object source = event.by().named(first, second);
        if (source == null) {
            return byName.get(event.readLogger(), LoggerLog::new);
        }
        int slot = System.identityHashCode(source) & SLOTS - 1;
        Known known = bySource.get(slot);
        if (known != null && known.refersTo(source)) {
            return known.log;
        }
        LoggerLog found = byName.get(event.readLogger(), LoggerLog::new);
        if (found != null) {
            bySource.set(slot, new Known(source, found));
        }
        return found;
    }

    Collection<LoggerLog> all() {
        return byName.values();
    }
}
