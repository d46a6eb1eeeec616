package dev.seaworthy.observation;

import java.util.List;

/**
 * Where a logging framework writes.
 *
 * @param framework {@code logback} …
 * @param level of the root logger
 * @param builtIn whether nobody has configured it, so that it has its built-in configuration
 * @param outputs all of its appenders; empty if there is none
 * @param used whether the application's own code has loggers of it
 */
@Sense(value = "log.outputs", missing = "no logging framework was seen whose appenders can be read")
public record OutputsSet(
        Origin origin, String framework, String level, boolean builtIn, List<Output> outputs, boolean used)
        implements LogObservation {

    public OutputsSet {
        outputs = List.copyOf(outputs);
    }

    /** The same at another time, used or not. */
    public OutputsSet with(Origin now, boolean nowUsed) {
        return new OutputsSet(now, framework, level, builtIn, outputs, nowUsed);
    }

    /** What an appender writes to. */
    public enum Kind {
        CONSOLE,
        FILE,
        /** Anything else: a socket, a queue, a service. */
        OTHER
    }

    /**
     * One appender.
     *
     * @param name of its class
     * @param path of its file, empty if it has none
     * @param rolls whether a file is replaced by the next, or its size is bounded
     * @param lies what a file lies on
     * @param plain whether it is known to write lines of plain text
     */
    public record Output(String name, Kind kind, String path, boolean rolls, PathClass lies, boolean plain) {}
}
