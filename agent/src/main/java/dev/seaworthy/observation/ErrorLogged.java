package dev.seaworthy.observation;

/**
 * An error or a warning was logged without the exception that it is about.
 *
 * @param framework {@code logback} …
 * @param logger name of the logger
 * @param level {@code ERROR} or {@code WARN}
 * @param exception class of that exception, as far as it is known
 * @param passed whether the exception was an argument of the event, rather than named in its text
 */
@Sense(value = "log.lost-exception", missing = "no error or warning without an exception was logged")
public record ErrorLogged(
        Origin origin, String framework, String logger, String level, String exception, boolean passed)
        implements LogObservation {}
