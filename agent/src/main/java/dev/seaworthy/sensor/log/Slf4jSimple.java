package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * SLF4J's simple loggers, 1.7 and 2. What is left of an event where it is written is a finished line: level, logger and message
 * are read from that.
 */
final class Slf4jSimple implements LogLibrary {

    static final String POINTS = """
            around org/slf4j/impl/SimpleLogger write(Ljava/lang/StringBuilder;Ljava/lang/Throwable;)V this,0,1
            around org/slf4j/simple/SimpleLogger write(Ljava/lang/StringBuilder;Ljava/lang/Throwable;)V this,0,1
            """;

    private static final Getter NAME = Getter.of("org.slf4j.Logger", "getName");
    private static final String BEFORE_MESSAGE = " - ";

    @Override
    public String name() {
        return "slf4j-simple";
    }

    @Override
    public @Nullable Object source(LoggedEvent event) {
        return event.a;
    }

    @Override
    public @Nullable String logger(LoggedEvent event) {
        return NAME.text(event.a);
    }

    /** The one that stands first, before logger and message. */
    @Override
    public @Nullable LogLevel level(LoggedEvent event) {
        LogLevel first = null;
        int at = Integer.MAX_VALUE;
        if (event.b instanceof StringBuilder line) {
            for (LogLevel level : LogLevel.values()) {
                int found = line.indexOf(level.name());
                if (found >= 0 && found < at) {
                    first = level;
                    at = found;
                }
            }
        }
        return first;
    }

    @Override
    public @Nullable String message(LoggedEvent event) {
        return null;
    }

    @Override
    public @Nullable Throwable thrown(LoggedEvent event) {
        return event.c instanceof Throwable thrown ? thrown : null;
    }

    @Override
    public @Nullable String text(LoggedEvent event, @Nullable String heard) {
        if (!(event.b instanceof StringBuilder line)) {
            return null;
        }
        int head = line.indexOf(BEFORE_MESSAGE);
        return line.substring(head < 0 ? 0 : head + BEFORE_MESSAGE.length());
    }
}
