package dev.seaworthy.observation;

/**
 * A file that one request wrote and a later request read.
 *
 * @param origin the reading request
 * @param wrote the request that wrote it last before, and where
 * @param path absolute path
 * @param disk what it lies on
 * @param upload whether the writing request brought an upload
 * @param rebuilt whether a request that misses the file makes it anew, so that it is a cache
 */
@Sense(value = "file.reread", missing = "no request read a file that another one had written", counted = true)
public record FileReread(Origin origin, Origin wrote, String path, Disk disk, boolean upload, boolean rebuilt)
        implements FileObservation {}
