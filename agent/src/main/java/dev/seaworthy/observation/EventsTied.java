package dev.seaworthy.observation;

/**
 * How much of what the application's own loggers logged in requests can be tied to its request.
 *
 * @param origin of the last one that cannot
 * @param events of INFO and above, in requests, by loggers of the application
 * @param tied how many of these carry an id, in their context, their arguments or their message
 * @param requests how many requests logged them
 */
@Sense(value = "log.request-id", missing = "no event of a request was logged")
public record EventsTied(Origin origin, long events, long tied, int requests) implements LogObservation {}
