package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.LogLevel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tinylog 2. An entry holds only what its writers ask for. */
final class Tinylog implements LogLibrary {

    static final String POINTS = """
            around org/tinylog/core/TinylogLoggingProvider output(Lorg/tinylog/core/LogEntry;Ljava/lang/Iterable;)V 0
            """;

    private static final String ENTRY = "org.tinylog.core.LogEntry";
    private static final Getter LOGGER = Getter.of(ENTRY, "getClassName");
    private static final Getter LEVEL = Getter.of(ENTRY, "getLevel");
    private static final Getter MESSAGE = Getter.of(ENTRY, "getMessage");
    private static final Getter THROWN = Getter.of(ENTRY, "getException");
    private static final Getter CONTEXT = Getter.of(ENTRY, "getContext");

    @Override
    public String name() {
        return "tinylog";
    }

    @Override
    public @Nullable String logger(LoggedEvent event) {
        return LOGGER.text(event.a);
    }

    @Override
    public @Nullable LogLevel level(LoggedEvent event) {
        return LogLevel.named(LEVEL.text(event.a));
    }

    /** Arguments are in there already: the call that had them apart goes through before the level is checked. */
    @Override
    public @Nullable String message(LoggedEvent event) {
        return null;
    }

    @Override
    public @Nullable Throwable thrown(LoggedEvent event) {
        return THROWN.read(event.a) instanceof Throwable thrown ? thrown : null;
    }

    @Override
    public @Nullable Map<?, ?> context(LoggedEvent event) {
        return CONTEXT.read(event.a) instanceof Map<?, ?> context ? context : null;
    }

    @Override
    public @Nullable String text(LoggedEvent event, @Nullable String heard) {
        return MESSAGE.text(event.a);
    }
}
