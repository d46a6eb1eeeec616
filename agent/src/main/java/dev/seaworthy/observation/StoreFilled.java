package dev.seaworthy.observation;

/**
 * A file system that the application writes to and that is full, or nearly.
 *
 * @param point where it is mounted
 * @param usable bytes that are left
 * @param total its size in bytes
 * @param failed whether a write failed because of it
 */
@Sense(value = "file.store", missing = "no file was written in a unit of work", counted = true)
public record StoreFilled(Origin origin, String point, long usable, long total, boolean failed)
        implements FileObservation {}
