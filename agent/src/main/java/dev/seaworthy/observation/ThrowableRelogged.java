package dev.seaworthy.observation;

/**
 * The same exception was logged with its stack trace more than once in one unit of work.
 *
 * @param logger name of the logger that logged it last
 * @param exception its class
 * @param times how often it was logged in that unit so far
 */
@Sense(value = "log.repeated-exception", missing = "no exception was logged twice")
public record ThrowableRelogged(Origin origin, String logger, String exception, int times) implements LogObservation {}
