package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/**
 * A file that was opened, or could not be, in a way that tells something.
 *
 * @param path as it was given to the file system, made absolute
 * @param relative whether the path that was given was relative
 * @param writing whether it was opened to write
 * @param outcome whether it could be opened
 * @param machine the part of the path that only a developer's machine has, null if there is none
 * @param source the variable or system property that names the place, null if none does
 * @param resource the class-path resource that is meant, null if it is none
 * @param sibling the name in the same directory that differs only in case, null if there is none
 */
@Sense(value = "file.open", missing = "no file was opened", counted = true)
public record FileOpened(
        Origin origin,
        String path,
        boolean relative,
        boolean writing,
        Outcome outcome,
        @Nullable String machine,
        @Nullable String source,
        @Nullable String resource,
        @Nullable String sibling)
        implements FileObservation {

    /** What became of the attempt. */
    public enum Outcome {
        OPENED,
        /** There is no such file. */
        MISSING,
        /** The user of the process may not. */
        FORBIDDEN,
        /** The file system is mounted read-only. */
        READ_ONLY,
        /** There is no space left. */
        FULL,
        /** Too many files are open. */
        EXHAUSTED,
        FAILED;

        /** Whether the directory refuses to be written to. */
        public boolean isRefusal() {
            return this == FORBIDDEN || this == READ_ONLY;
        }
    }
}
