package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/**
 * One line of code.
 *
 * @param className binary name of the class that holds the line
 * @param method name of the method; a lambda's body is named after the method that it stands in
 * @param file source file, null where the class was compiled without
 * @param line line number, 0 where unknown
 */
public record Place(
        String className, String method, @Nullable String file, int line) {

    /** The JVM has negative numbers for native methods, and for lines that nobody knows. */
    public Place {
        line = Math.max(0, line);
    }

    /** The first two segments of its package, with the dot behind them; empty if there are fewer. */
    public String home() {
        int first = className.indexOf('.');
        int second = first < 0 ? -1 : className.indexOf('.', first + 1);
        return second < 0 ? "" : className.substring(0, second + 1);
    }

    /** {@code com.acme.OrderDao.find(OrderDao.java:31)}. */
    @Override
    public String toString() {
        String where = file == null ? "Unknown Source" : line > 0 ? file + ":" + line : file;
        return className + "." + method + "(" + where + ")";
    }
}
