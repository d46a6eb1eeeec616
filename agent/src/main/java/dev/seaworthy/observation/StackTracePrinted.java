package dev.seaworthy.observation;

/**
 * {@code printStackTrace()} without an argument.
 *
 * @param exception class name of the throwable
 * @param times how often this place has done it so far
 */
@Sense(value = "log.stack-trace", missing = "no stack trace was printed", counted = true)
public record StackTracePrinted(Origin origin, String exception, long times) implements Observation {}
