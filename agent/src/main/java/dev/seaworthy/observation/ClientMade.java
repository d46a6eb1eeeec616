package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP client with connections of its own was made, told once it is known what became of it: when it was closed or
 * garbage-collected, when it served several units of work, some seconds after it was made, or at the end of the program.
 * One that was there after these seconds is told again when it is shared, closed or collected in the end.
 *
 * @param origin when and where it was made
 * @param client the library
 * @param target where its first call went, null if it made none
 * @param uses calls that it made so far
 * @param shared whether calls of several units of work went through it
 * @param fate what became of it
 * @param live clients that were made at the same place and are neither closed nor garbage-collected
 */
@Sense(value = "http.client", missing = "no HTTP client was made")
public record ClientMade(
        Origin origin, String client, @Nullable Target target, int uses, boolean shared, Fate fate, int live)
        implements Observation {

    /** What became of a client. */
    public enum Fate {
        /** It is there. */
        KEPT,
        CLOSED,
        /** It was dropped, without having been closed. */
        COLLECTED
    }
}
