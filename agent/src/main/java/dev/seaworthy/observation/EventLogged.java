package dev.seaworthy.observation;

/**
 * A log event reached the appenders of a logging framework. Made at most once a second and framework; the counter
 * counts all.
 *
 * @param framework {@code logback} …
 * @param events events so far
 */
@Sense(value = "log.event", missing = "no log event was seen")
public record EventLogged(Origin origin, String framework, long events) implements Observation {}
