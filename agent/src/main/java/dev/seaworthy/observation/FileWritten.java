package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/**
 * A file that was written in a unit of work and is still there when it is judged.
 *
 * @param path absolute path as the application named it
 * @param pathClass what it lies on
 * @param proven whether the class comes from the kernel's mounts rather than from a guess
 * @param bytes size at judgement
 * @param way how it came there: {@code opened}, {@code renamed}, {@code copied}
 * @param append whether it was opened to append to what was there before
 * @param webRoot whether it lies under a directory that the application serves
 * @param matches what ties it to the upload ({@code size of a part}, {@code name of a part}), null where nothing does
 */
@Sense(value = "file.write", missing = "no file was written in a unit of work")
public record FileWritten(
        Origin origin,
        String path,
        PathClass pathClass,
        boolean proven,
        long bytes,
        String way,
        boolean append,
        boolean webRoot,
        @Nullable String matches)
        implements Observation {}
