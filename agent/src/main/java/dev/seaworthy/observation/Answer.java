package dev.seaworthy.observation;

/**
 * How a call ended, as far as known.
 *
 * @param status response status, 0 if none came
 * @param location scheme and host of a redirect's target, empty if none
 * @param streaming whether the response is an event stream
 * @param nanos duration so far
 * @param attempts how often the client tried, redirects it followed included; 1 if it does not say
 */
public record Answer(Outcome outcome, int status, String location, boolean streaming, long nanos, int attempts) {

    /** How a call ended. */
    public enum Outcome {
        ANSWERED,
        REFUSED,
        FAILED,
        PENDING
    }

    public boolean isPending() {
        return outcome == Outcome.PENDING;
    }
}
