package dev.seaworthy.observation;

/**
 * A request ended with an error, or a job by an exception, and nobody logged the stack trace of its cause.
 *
 * @param origin what is known of the handler: where it read the exception, else where the exception came from
 * @param status of the response; 0 if the connection was closed without one, and of jobs
 * @param exception class of the exception that was seen, empty if none was
 * @param thrownAt the application's line where a job's exception came from; empty if it is not known
 * @param events how many events the request logged
 * @param errors how many of these were warnings and errors
 * @param calls how many calls to other services it made
 */
@Sense(value = "log.failed-request", missing = "no request failed without an exception in the log")
public record ErrorAnswered(
        Origin origin, int status, String exception, String thrownAt, int events, int errors, int calls)
        implements LogObservation {}
