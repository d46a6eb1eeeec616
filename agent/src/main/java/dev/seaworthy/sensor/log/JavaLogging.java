package dev.seaworthy.sensor.log;

import dev.seaworthy.observation.LogLevel;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The JDK's own loggers: {@code java.util.logging}, and {@code System.Logger} where that ends there. */
class JavaLogging implements LogLibrary {

    static final String POINTS = """
            around java/util/logging/Logger log(Ljava/util/logging/LogRecord;)V 0,this
            says java/util/logging/Formatter formatMessage(Ljava/util/logging/LogRecord;)Ljava/lang/String; 0
            levels java/util/logging/Logger setLevel(Ljava/util/logging/Level;)V this,0
            """;

    @Override
    public String name() {
        return "java.util.logging";
    }

    @Override
    public boolean passes(LoggedEvent event) {
        return event.a instanceof LogRecord record
                && event.b instanceof Logger logger
                && record.getLevel() != null
                && logger.isLoggable(record.getLevel());
    }

    @Override
    public @Nullable String logger(LoggedEvent event) {
        return event.a instanceof LogRecord record ? record.getLoggerName() : null;
    }

    @Override
    public @Nullable LogLevel level(LoggedEvent event) {
        return event.a instanceof LogRecord record ? level(record.getLevel()) : null;
    }

    @Override
    public @Nullable String message(LoggedEvent event) {
        return event.a instanceof LogRecord record ? record.getMessage() : null;
    }

    @Override
    public Object @Nullable [] arguments(LoggedEvent event) {
        return event.a instanceof LogRecord record ? record.getParameters() : null;
    }

    @Override
    public @Nullable Throwable thrown(LoggedEvent event) {
        return event.a instanceof LogRecord record ? record.getThrown() : null;
    }

    /**
     * Put into words by a formatter of the JDK's, else handed to a handler that lets it pass: others may format for themselves.
     * What has a filter may have dropped it.
     */
    @Override
    public boolean isWritten(LoggedEvent event) {
        return event.writes || event.a instanceof LogRecord record && reaches(event.b, record.getLevel());
    }

    private static boolean reaches(@Nullable Object logger, @Nullable Level level) {
        Logger next = logger instanceof Logger first && first.getFilter() == null ? first : null;
        while (next != null && level != null) {
            for (Handler handler : next.getHandlers()) {
                Level lowest = handler.getLevel();
                boolean taken = lowest != Level.OFF && level.intValue() >= lowest.intValue();
                if (taken && handler.getFilter() == null && !isBridge(handler)) {
                    return true;
                }
            }
            next = next.getUseParentHandlers() ? next.getParent() : null;
        }
        return false;
    }

    /** What a bridge hands on is an event of another library, if that writes it. */
    private static boolean isBridge(Handler handler) {
        String name = handler.getClass().getName();
        return name.equals("org.slf4j.bridge.SLF4JBridgeHandler")
                || name.equals("org.apache.logging.log4j.jul.Log4jBridgeHandler");
    }

    @Override
    public @Nullable String loggerName(@Nullable Object logger) {
        return logger instanceof Logger known ? known.getName() : null;
    }

    @Override
    public @Nullable LogLevel level(@Nullable Object level) {
        return level instanceof Level known ? LogLevel.ofJdk(known.intValue()) : null;
    }

    @Override
    public @Nullable Object source(LoggedEvent event) {
        return event.b;
    }
}
