package dev.seaworthy.observation;

/**
 * What was seen before was seen again: so often since it was told that not each is told. No rule learns anything new from
 * it, but what it found then happened so many times more.
 *
 * @param seen what was told the last time
 * @param times how often since, at least 1
 * @param millis when last, epoch milliseconds; to about a second
 */
public record Again(Observation seen, int times, long millis) implements Observation {

    @Override
    public Origin origin() {
        return seen.origin();
    }
}
