package dev.seaworthy.observation;

/**
 * A key of the logging context stayed on its thread when the unit of work ended that had set it.
 *
 * @param origin where it was set
 * @param key its name
 * @param units units of work that left it behind
 * @param values whether they left different values
 * @param inherited units of work that began on the same threads with the value of another
 * @param stale events that were logged with the value of another unit of work
 */
@Sense(value = "log.context", missing = "no key of a logging context was set in a unit of work")
public record ContextKept(Origin origin, String key, int units, boolean values, int inherited, long stale)
        implements LogObservation {}
