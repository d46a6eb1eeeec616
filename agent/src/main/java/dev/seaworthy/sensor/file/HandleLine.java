package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Units;
import dev.seaworthy.observation.HandlesKept;
import dev.seaworthy.observation.Origin;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A line that opens files of one kind, and what it has open. Thread-safe. */
final class HandleLine {

    /** Open so long after its unit of work, it was forgotten. */
    private static final long OLD_MILLIS = 300_000;

    final Origin origin;
    final HandlesKept.Kind kind;
    /** Whether somebody else closes what it opens. */
    final boolean owned;
    /** How many were reported the last time; agent's thread. */
    long reported;

    private final Set<Handle> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong collected = new AtomicLong();

    HandleLine(Origin origin, HandlesKept.Kind kind, boolean owned) {
        this.origin = origin;
        this.kind = kind;
        this.owned = owned;
    }

    void add(Handle handle) {
        opened.incrementAndGet();
        open.add(handle);
    }

    void remove(Handle handle, boolean unclosed) {
        open.remove(handle);
        if (unclosed) {
            collected.incrementAndGet();
        }
    }

    long opened() {
        return opened.get();
    }

    /** How many were garbage-collected while open. */
    long collected() {
        return collected.get();
    }

    /** How many have been open for long since the end of the unit that opened them; agent's thread. */
    int aged(long now, Units units) {
        int aged = 0;
        for (Handle handle : open) {
            if (!handle.unit.isVisible() || units.isOpen(handle.unit)) {
                continue;
            }
            if (handle.overSince == 0) {
                handle.overSince = now;
            }
            aged += now - handle.overSince >= OLD_MILLIS ? 1 : 0;
        }
        return aged;
    }
}
