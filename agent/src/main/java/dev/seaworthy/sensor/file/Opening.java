package dev.seaworthy.sensor.file;

import dev.seaworthy.observation.FileOpened.Outcome;
import dev.seaworthy.observation.Origin;

/** An attempt to open a file that is still to be looked at. */
final class Opening {

    final long key;
    final Origin origin;
    final String given;
    final String path;
    final boolean relative;
    final boolean writing;
    final Outcome outcome;
    /** Whether the unit of work found another way. */
    volatile boolean madeUp;

    Opening(long key, Origin origin, String given, String path, boolean relative, boolean writing, Outcome outcome) {
        this.key = key;
        this.origin = origin;
        this.given = given;
        this.path = path;
        this.relative = relative;
        this.writing = writing;
        this.outcome = outcome;
    }
}
