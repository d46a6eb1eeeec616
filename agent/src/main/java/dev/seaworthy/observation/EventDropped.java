package dev.seaworthy.observation;

/**
 * An event was logged that nobody writes, since no logging provider is there.
 *
 * @param provider who took it instead
 */
@Sense(value = "log.dropped-event", missing = "a logging provider is there")
public record EventDropped(Origin origin, String provider) implements LogObservation {}
