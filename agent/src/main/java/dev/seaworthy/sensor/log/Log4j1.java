package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.LogLevel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Log4j 1.2 and reload4j. An event keeps its text; one that nobody has asked for it was not written. */
final class Log4j1 implements LogLibrary {

    static final String POINTS = """
            around? org/apache/log4j/Category callAppenders(Lorg/apache/log4j/spi/LoggingEvent;)V 0,this
            levels? org/apache/log4j/Category setLevel(Lorg/apache/log4j/Level;)V this,0
            """;

    private static final String EVENT = "org.apache.log4j.spi.LoggingEvent";
    private static final KeptText RENDERED = new KeptText("renderedMessage");
    private static final Getter LOGGER = Getter.of(EVENT, "getLoggerName");
    private static final Getter LEVEL = Getter.of(EVENT, "getLevel");
    private static final Getter MESSAGE = Getter.of(EVENT, "getMessage");
    private static final Getter INFORMATION = Getter.of(EVENT, "getThrowableInformation");
    private static final Getter THROWN = Getter.of("org.apache.log4j.spi.ThrowableInformation", "getThrowable");
    private static final Getter CONTEXT = Getter.of(EVENT, "getProperties");
    private static final Getter NAME = Getter.of("org.apache.log4j.Category", "getName");

    @Override
    public String name() {
        return "log4j1";
    }

    @Override
    public @Nullable String logger(LoggedEvent event) {
        return LOGGER.text(event.a);
    }

    @Override
    public @Nullable Object named(@Nullable Object first, @Nullable Object second) {
        return second;
    }

    @Override
    public @Nullable LogLevel level(LoggedEvent event) {
        return level(LEVEL.read(event.a));
    }

    @Override
    public @Nullable String message(LoggedEvent event) {
        return MESSAGE.read(event.a) instanceof String text ? text : null;
    }

    @Override
    public @Nullable Throwable thrown(LoggedEvent event) {
        return THROWN.read(INFORMATION.read(event.a)) instanceof Throwable thrown ? thrown : null;
    }

    @Override
    public @Nullable Map<?, ?> context(LoggedEvent event) {
        return CONTEXT.read(event.a) instanceof Map<?, ?> context ? context : null;
    }

    @Override
    public @Nullable String text(LoggedEvent event, @Nullable String heard) {
        return RENDERED.of(event.a);
    }

    @Override
    public boolean isWritten(LoggedEvent event) {
        return RENDERED.isSet(event.a);
    }

    @Override
    public @Nullable String loggerName(@Nullable Object logger) {
        return NAME.text(logger);
    }

    @Override
    public @Nullable LogLevel level(@Nullable Object level) {
        return level == null ? null : LogLevel.named(level.toString());
    }

    @Override
    public @Nullable Object source(LoggedEvent event) {
        return event.b;
    }
}
