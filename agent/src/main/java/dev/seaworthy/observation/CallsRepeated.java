package dev.seaworthy.observation;

import java.util.List;

/**
 * One unit of work made many calls to other services, one after the other.
 *
 * @param origin the line that made the last of those that are enough to report
 * @param method request method, empty if there were several
 * @param route path without identifiers and query; empty if the calls went to several routes
 * @param legs where they went
 * @param times how many followed each other
 * @param identical how many of them asked the same as the one before
 * @param paged how many asked for the next page of the one before
 * @param paused how many asked the same again after a pause, as somebody does who waits for something
 * @param nanos what all of them took
 * @param fastestNanos the fastest of them
 */
@Sense(value = "http.repeat", missing = "no unit of work called a service again and again")
public record CallsRepeated(
        Origin origin,
        String method,
        String route,
        List<Leg> legs,
        int times,
        int identical,
        int paged,
        int paused,
        long nanos,
        long fastestNanos)
        implements Observation {

    /**
     * Calls to one host.
     *
     * @param times how many
     */
    public record Leg(Target target, int times) {}
}
