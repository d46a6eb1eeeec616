package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.LogLevel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Log4j 2 and 3, with ordinary and with asynchronous loggers and appenders, garbage-free or not: on the thread that logs. Its
 * messages are used again, and after an asynchronous logger has passed one on, its arguments are another's.
 */
final class Log4j2 implements LogLibrary {

    static final String POINTS = """
            begins? org/apache/logging/log4j/core/Logger log(Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Ljava/lang/String;Ljava/lang/StackTraceElement;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V this,0,4
            ends? org/apache/logging/log4j/core/Logger log(Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Ljava/lang/String;Ljava/lang/StackTraceElement;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V 5
            begins? org/apache/logging/log4j/core/Logger logMessage(Ljava/lang/String;Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V this,1,3
            ends? org/apache/logging/log4j/core/Logger logMessage(Ljava/lang/String;Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V 4
            begins? org/apache/logging/log4j/core/async/AsyncLogger log(Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Ljava/lang/String;Ljava/lang/StackTraceElement;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V this,0,4
            ends? org/apache/logging/log4j/core/async/AsyncLogger log(Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Ljava/lang/String;Ljava/lang/StackTraceElement;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V 5
            begins? org/apache/logging/log4j/core/async/AsyncLogger logMessage(Ljava/lang/String;Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V this,1,3
            ends? org/apache/logging/log4j/core/async/AsyncLogger logMessage(Ljava/lang/String;Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V 4
            begins? org/apache/logging/log4j/core/Logger doLog(Ljava/lang/String;Ljava/lang/StackTraceElement;Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V this,2,4
            ends? org/apache/logging/log4j/core/Logger doLog(Ljava/lang/String;Ljava/lang/StackTraceElement;Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V 5
            begins? org/apache/logging/log4j/async/logger/AsyncLogger doLog(Ljava/lang/String;Ljava/lang/StackTraceElement;Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V this,2,4
            ends? org/apache/logging/log4j/async/logger/AsyncLogger doLog(Ljava/lang/String;Ljava/lang/StackTraceElement;Lorg/apache/logging/log4j/Level;Lorg/apache/logging/log4j/Marker;Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V 5
            writes org/apache/logging/log4j/core/config/AppenderControl tryCallAppender(Lorg/apache/logging/log4j/core/LogEvent;)V 0
            writes? org/apache/logging/log4j/core/async/AsyncLoggerConfig logToAsyncDelegate(Lorg/apache/logging/log4j/core/LogEvent;)V 0
            writes? org/apache/logging/log4j/async/logger/AsyncLoggerConfig logToAsyncDelegate(Lorg/apache/logging/log4j/core/LogEvent;)V 0
            text? org/apache/logging/log4j/message/ParameterizedMessage formatTo(Ljava/lang/StringBuilder;)V 0
            text? org/apache/logging/log4j/message/ReusableParameterizedMessage formatTo(Ljava/lang/StringBuilder;)V 0
            text? org/apache/logging/log4j/message/ObjectMessage formatTo(Ljava/lang/StringBuilder;)V 0
            text? org/apache/logging/log4j/message/ReusableObjectMessage formatTo(Ljava/lang/StringBuilder;)V 0
            text? org/apache/logging/log4j/message/MapMessage formatTo(Ljava/lang/StringBuilder;)V 0
            text? org/apache/logging/log4j/message/MapMessage formatTo([Ljava/lang/String;Ljava/lang/StringBuilder;)V 1
            text? org/apache/logging/log4j/message/StructuredDataMessage formatTo(Ljava/lang/StringBuilder;)V 0
            text? org/apache/logging/log4j/message/StructuredDataMessage formatTo([Ljava/lang/String;Ljava/lang/StringBuilder;)V 1
            says? org/apache/logging/log4j/message/MapMessage getFormattedMessage()Ljava/lang/String; this
            says? org/apache/logging/log4j/message/StructuredDataMessage getFormattedMessage()Ljava/lang/String; this
            says? org/apache/logging/log4j/message/ObjectMessage getFormattedMessage()Ljava/lang/String; this
            over? org/apache/logging/log4j/core/LoggerContext stop(JLjava/util/concurrent/TimeUnit;)Z this
            levels org/apache/logging/log4j/core/config/LoggerConfig setLevel(Lorg/apache/logging/log4j/Level;)V this,0
            """;

    private static final String MESSAGE = "org.apache.logging.log4j.message.Message";
    private static final String LEVEL = "org.apache.logging.log4j.Level";
    private static final KeptText FORMATTED = new KeptText("formattedMessage");
    private static final Getter LOGGER = Getter.of("org.apache.logging.log4j.Logger", "getName");
    private static final Getter LEVEL_NAME = Getter.of(LEVEL, "name");
    private static final Getter STANDARD_LEVEL = Getter.of(LEVEL, "getStandardLevel");
    private static final Getter FORMAT = Getter.of(MESSAGE, "getFormat");
    private static final Getter PARAMETERS = Getter.of(MESSAGE, "getParameters");
    private static final Getter THROWN = Getter.of(MESSAGE, "getThrowable");
    private static final Getter CONTEXT_DATA = Getter.of("org.apache.logging.log4j.core.LogEvent", "getContextData");
    private static final Getter AS_MAP = Getter.of("org.apache.logging.log4j.util.ReadOnlyStringMap", "toMap");
    private static final Getter CONFIG_NAME = Getter.of("org.apache.logging.log4j.core.config.LoggerConfig", "getName");

    private static final ThreadContexts CONTEXTS =
            new ThreadContexts("org.apache.logging.log4j.ThreadContext", "getImmutableContext");

    private static final int UNKNOWN = 0;
    private static final int PLAIN = 1;
    private static final int REUSED = 2;

    /** Whether a message's class only gives what it was given: another may be the application's, and run its code. */
    private static final ClassValue<Integer> MESSAGES = new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
            return switch (type.getName().replace("org.apache.logging.log4j.message.", "")) {
                case "SimpleMessage",
                        "ParameterizedMessage",
                        "StringFormattedMessage",
                        "MessageFormatMessage",
                        "FormattedMessage",
                        "LocalizedMessage" -> PLAIN;
                case "ReusableSimpleMessage", "ReusableParameterizedMessage" -> REUSED;
                default -> UNKNOWN;
            };
        }
    };

    private static final ClassValue<Boolean> PASSES_ON = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return !type.getName().equals("org.apache.logging.log4j.core.Logger");
        }
    };

    @Override
    public String name() {
        return "log4j2";
    }

    /** Keeps the arguments of a message that will lose them. */
    @Override
    public boolean passes(LoggedEvent event) {
        if (event.a != null && event.c != null && PASSES_ON.get(event.a.getClass()) && kind(event.c) == REUSED) {
            LogLevel level = event.level();
            event.kept = level.compareTo(LogLevel.WARN) >= 0 ? PARAMETERS.read(event.c) : NO_ARGUMENTS;
        }
        return true;
    }

    private static final Object[] NO_ARGUMENTS = {};

    @Override
    public @Nullable String logger(LoggedEvent event) {
        return LOGGER.text(event.a);
    }

    @Override
    public @Nullable Object named(@Nullable Object first, @Nullable Object second) {
        return first;
    }

    @Override
    public @Nullable LogLevel level(LoggedEvent event) {
        return level(event.b);
    }

    @Override
    public @Nullable String message(LoggedEvent event) {
        return kind(event.c) == UNKNOWN ? null : FORMAT.read(event.c) instanceof String text ? text : null;
    }

    @Override
    public Object @Nullable [] arguments(LoggedEvent event) {
        Object all = event.kept != null ? event.kept : kind(event.c) == UNKNOWN ? null : PARAMETERS.read(event.c);
        return all instanceof Object[] arguments ? arguments : null;
    }

    @Override
    public @Nullable Throwable thrown(LoggedEvent event) {
        if (event.atEnd instanceof Throwable given) {
            return given;
        }
        return kind(event.c) != UNKNOWN && THROWN.read(event.c) instanceof Throwable lifted ? lifted : null;
    }

    /** With what other agents put into the event; what passes no appender on this thread has the thread's own. */
    @Override
    public @Nullable Map<?, ?> context(LoggedEvent event) {
        Object data = event.written == null ? null : CONTEXT_DATA.read(event.written);
        Object all = data == null ? CONTEXTS.of(event.a) : AS_MAP.read(data);
        return all instanceof Map<?, ?> context ? context : null;
    }

    @Override
    public @Nullable String text(LoggedEvent event, @Nullable String heard) {
        return heard != null ? heard : FORMATTED.of(event.c);
    }

    @Override
    public boolean isWritten(LoggedEvent event) {
        return event.writes || event.a != null && PASSES_ON.get(event.a.getClass());
    }

    @Override
    public @Nullable String loggerName(@Nullable Object logger) {
        return CONFIG_NAME.text(logger);
    }

    @Override
    public @Nullable LogLevel level(@Nullable Object level) {
        LogLevel known = LogLevel.named(LEVEL_NAME.text(level));
        return known != null || level == null ? known : LogLevel.named(STANDARD_LEVEL.text(level));
    }

    private static int kind(@Nullable Object message) {
        return message == null ? UNKNOWN : MESSAGES.get(message.getClass());
    }

    @Override
    public @Nullable Object source(LoggedEvent event) {
        return event.a;
    }
}
