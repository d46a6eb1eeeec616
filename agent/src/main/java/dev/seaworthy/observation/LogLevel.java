package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/** How grave a log event is, whatever its library calls it. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /** The level that libraries call so; null if none does. */
    public static @Nullable LogLevel named(@Nullable String name) {
        return name == null
                ? null
                : switch (name) {
                    case "TRACE", "FINEST", "ALL" -> TRACE;
                    case "DEBUG", "FINE", "FINER" -> DEBUG;
                    case "INFO", "CONFIG" -> INFO;
                    case "WARN", "WARNING" -> WARN;
                    case "ERROR", "FATAL", "SEVERE" -> ERROR;
                    default -> null;
                };
    }

    /** The level that stands for a number of {@code java.util.logging}. */
    public static LogLevel ofJdk(int value) {
        return value >= 1000 ? ERROR : value >= 900 ? WARN : value >= 700 ? INFO : value >= 400 ? DEBUG : TRACE;
    }
}
