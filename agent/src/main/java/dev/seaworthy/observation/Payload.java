package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/** The body of a request that may be a file or hold files, as far as it was read until now. Thread-safe; bounded. */
public interface Payload {

    /** A file, or some, of which nothing more is known. */
    Payload UNKNOWN = new Payload() {
        @Override
        public boolean isLikely() {
            return true;
        }

        @Override
        public Upload of(String path, long size) {
            return new Upload(0, null, null);
        }
    };

    /** Whether bodies of its type are files or hold some; else only what is done with it shows that it was one. */
    boolean isLikely();

    /** What ties a file with that path and of that size to it; null if nothing does. */
    @Nullable
    Upload of(String path, long size);
}
