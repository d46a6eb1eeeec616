package dev.seaworthy.observation;

/**
 * Open files of one line that nobody closes.
 *
 * @param kind what is open
 * @param collected how many were garbage-collected while open
 * @param open how many are open long after the unit of work that opened them
 * @param opened how many the line has opened altogether, as far as it was looked at
 * @param descriptors file descriptors of the process that are in use, 0 = not known
 * @param limit how many it may have, 0 = not known
 */
@Sense(value = "file.handle", missing = "no file was opened", counted = true)
public record HandlesKept(Origin origin, Kind kind, long collected, int open, long opened, long descriptors, long limit)
        implements FileObservation {

    /** What is open. */
    public enum Kind {
        FILE("files"),
        DIRECTORY("directory streams"),
        ZIP("zip files"),
        /** All of the process's file descriptors, whatever they are. */
        DESCRIPTORS("file descriptors");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** In the plural, as messages say it. */
        public String label() {
            return label;
        }
    }
}
