package dev.seaworthy.observation;

/**
 * What the requests of one route logged so far, DEBUG and TRACE left out.
 *
 * @param origin of one of them
 * @param requests how many
 * @param medianEvents events of the median request
 * @param medianBytes characters of its messages, as far as these are known
 * @param events of all of them
 * @param bytes characters of their messages, as far as these are known
 * @param traces stack traces of all of them
 * @param logger the logger that logged most of it
 */
@Sense(value = "log.route", missing = "no request logged anything")
public record RouteLogged(
        Origin origin,
        long requests,
        long medianEvents,
        long medianBytes,
        long events,
        long bytes,
        long traces,
        String logger)
        implements LogObservation {}
