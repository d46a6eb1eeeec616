package dev.seaworthy.sensor.file;

import dev.seaworthy.observation.FileOpened.Outcome;
import dev.seaworthy.observation.Origin;
import org.jspecify.annotations.Nullable;

/** An attempt to open a file that is still to be looked at. */
final class Opening {

    final long key;
    final Origin origin;
    final String given;
    final String path;
    final boolean relative;
    final boolean writing;
    final Outcome outcome;
    /** Where the class lies that asked its loader for the path; null if it is no class-path resource. */
    final @Nullable String base;
    /** Whether the unit of work found another way. */
    volatile boolean madeUp;

    Opening(long key, Origin origin, String given, String path, boolean relative, boolean writing, Outcome outcome) {
        this(key, origin, given, path, relative, writing, outcome, null);
    }

    /** A resource that was looked up in vain. */
    Opening(long key, Origin origin, String name, String base) {
        this(key, origin, name, name, true, false, Outcome.MISSING, base);
    }

    private Opening(
            long key,
            Origin origin,
            String given,
            String path,
            boolean relative,
            boolean writing,
            Outcome outcome,
            @Nullable String base) {
        this.key = key;
        this.origin = origin;
        this.given = given;
        this.path = path;
        this.relative = relative;
        this.writing = writing;
        this.outcome = outcome;
        this.base = base;
    }
}
