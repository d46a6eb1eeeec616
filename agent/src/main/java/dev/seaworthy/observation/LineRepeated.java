package dev.seaworthy.observation;

/**
 * One line of code logged much of what was logged, or often for a long time.
 *
 * @param logger its logger
 * @param level of its events
 * @param events how many so far
 * @param all how many the process logged so far, DEBUG and TRACE left out
 * @param busySeconds for how many seconds without a break there were more than 100 of them
 */
@Sense(value = "log.line", missing = "no line of code logged often")
public record LineRepeated(Origin origin, String logger, String level, long events, long all, int busySeconds)
        implements LogObservation {}
