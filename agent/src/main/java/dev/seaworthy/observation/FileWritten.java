package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/**
 * A file that was written in a unit of work and is still there when it is judged.
 *
 * @param path absolute path as the application named it
 * @param relative whether the path that was given was relative
 * @param disk what it lies on
 * @param bytes size at judgement
 * @param way how it came there: {@code opened}, {@code renamed}, {@code copied}
 * @param append whether it was opened to append to what was there before
 * @param units how many units of work wrote it since it was judged the last time, at least 1
 * @param upload the upload that its request brought, null where it brought none
 */
@Sense(value = "file.write", missing = "no file was written in a unit of work")
public record FileWritten(
        Origin origin,
        String path,
        boolean relative,
        Disk disk,
        long bytes,
        String way,
        boolean append,
        int units,
        @Nullable Upload upload)
        implements FileObservation {}
