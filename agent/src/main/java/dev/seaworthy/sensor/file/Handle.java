package dev.seaworthy.sensor.file;

import dev.seaworthy.observation.Unit;
import org.jspecify.annotations.Nullable;

/** What is known of one open file; does not refer to it. */
final class Handle {

    final HandleLine line;
    final Unit unit;
    final @Nullable String path;
    /** When its unit was first seen to be over, epoch milliseconds; 0 = not yet. Agent's thread. */
    long overSince;

    Handle(HandleLine line, Unit unit, @Nullable String path) {
        this.line = line;
        this.unit = unit;
        this.path = path;
    }

    void closed() {
        line.remove(this, false);
    }

    void collected() {
        line.remove(this, true);
    }
}
