package dev.seaworthy.sensor.file;

import dev.seaworthy.observation.Origin;

/** A line that makes temporary files, or registers files for deletion at exit. Under the lock of {@link Temporaries}. */
final class TemporaryLine {

    final Origin origin;
    /** Files that are still there as far as is known, and those that are not remembered any more. */
    int kept;

    int forgotten;
    int registered;
    /** As many as were reported the last time; agent's thread. */
    int reported;

    int reportedRegistered;
    String directory = "";

    TemporaryLine(Origin origin) {
        this.origin = origin;
    }
}
