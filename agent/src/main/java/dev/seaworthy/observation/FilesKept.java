package dev.seaworthy.observation;

/**
 * Temporary files of one line that pile up.
 *
 * @param kind what keeps them
 * @param directory where the last one lies
 * @param files how many there are
 * @param oldestMillis age of the oldest
 */
@Sense(value = "file.temporary", missing = "no temporary file was made", counted = true)
public record FilesKept(Origin origin, Kind kind, String directory, int files, long oldestMillis)
        implements FileObservation {

    /** Why they are still there. */
    public enum Kind {
        /** Nobody deleted them. */
        UNDELETED,
        /** The JVM will, when it ends, and remembers each until then. */
        UNTIL_EXIT
    }
}
