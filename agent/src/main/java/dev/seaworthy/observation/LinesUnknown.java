package dev.seaworthy.observation;

/**
 * Stack traces that the application logged have no line numbers of its own classes.
 *
 * @param origin where one of them was logged
 * @param className the first of these classes by name
 * @param classes how many of them were seen
 */
@Sense(value = "log.line-numbers", missing = "no exception of a class without line numbers was logged")
public record LinesUnknown(Origin origin, String className, int classes) implements LogObservation {}
