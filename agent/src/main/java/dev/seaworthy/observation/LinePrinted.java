package dev.seaworthy.observation;

/**
 * Lines that were printed to standard output or standard error from one place.
 *
 * @param stream {@code System.out} or {@code System.err}
 * @param lines lines from this place so far, this one included
 * @param units distinct units of work that printed them
 * @param structured whether the line is a JSON object with a level or a time
 */
@Sense(value = "log.print", missing = "nothing was printed to standard output or error", counted = true)
public record LinePrinted(Origin origin, String stream, long lines, int units, boolean structured)
        implements Observation {}
