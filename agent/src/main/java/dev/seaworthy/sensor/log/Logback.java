package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.LogLevel;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Logback from 1.0 on. Its events keep the formatted message; one that nobody has asked for it was not written, unless by an
 * encoder that writes message and arguments one by one.
 */
final class Logback implements LogLibrary {

    static final String POINTS = """
            around ch/qos/logback/classic/Logger callAppenders(Lch/qos/logback/classic/spi/ILoggingEvent;)V 0,this
            writes? ch/qos/logback/classic/encoder/JsonEncoder encode(Lch/qos/logback/classic/spi/ILoggingEvent;)[B 0
            levels ch/qos/logback/classic/Logger setLevel(Lch/qos/logback/classic/Level;)V this,0
            over? ch/qos/logback/classic/LoggerContext stop()V this
            """;

    private static final String EVENT = "ch.qos.logback.classic.spi.ILoggingEvent";
    private static final KeptText FORMATTED = new KeptText("formattedMessage");
    private static final Glance GLANCE = new Glance(FORMATTED, "getThrowableProxy", "getLevel", "toInt", "getMessage");
    private static final Getter LOGGER = Getter.of(EVENT, "getLoggerName");
    private static final Getter LEVEL = Getter.of(EVENT, "getLevel");
    private static final Getter MESSAGE = Getter.of(EVENT, "getMessage");
    private static final Getter ARGUMENTS = Getter.of(EVENT, "getArgumentArray");
    private static final Getter PROXY = Getter.of(EVENT, "getThrowableProxy");
    private static final Getter THROWN = Getter.of("ch.qos.logback.classic.spi.ThrowableProxy", "getThrowable");
    private static final Getter CONTEXT = Getter.of(EVENT, "getMDCPropertyMap");
    private static final Getter PAIRS = Getter.of(EVENT, "getKeyValuePairs");
    private static final Getter KEY = Getter.of("org.slf4j.event.KeyValuePair", "key");
    private static final Getter VALUE = Getter.of("org.slf4j.event.KeyValuePair", "value");
    private static final Getter NAME = Getter.of("ch.qos.logback.classic.Logger", "getName");

    @Override
    public String name() {
        return "logback";
    }

    @Override
    public @Nullable String logger(LoggedEvent event) {
        return LOGGER.text(event.a);
    }

    /** Its events keep their words. */
    @Override
    public boolean hears() {
        return false;
    }

    @Override
    public long glance(LoggedEvent event) {
        return event.a == null ? Glance.NONE : GLANCE.at(event.a);
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
    public Object @Nullable [] arguments(LoggedEvent event) {
        return ARGUMENTS.read(event.a) instanceof Object[] arguments ? arguments : null;
    }

    @Override
    public @Nullable Throwable thrown(LoggedEvent event) {
        return THROWN.read(PROXY.read(event.a)) instanceof Throwable thrown ? thrown : null;
    }

    @Override
    public @Nullable Map<?, ?> context(LoggedEvent event) {
        return CONTEXT.read(event.a) instanceof Map<?, ?> context ? context : null;
    }

    @Override
    public boolean anyKey(LoggedEvent event, Predicate<String> test) {
        return KeyValues.any(PAIRS.read(event.a), KEY, test);
    }

    @Override
    public @Nullable String values(LoggedEvent event) {
        return KeyValues.texts(PAIRS.read(event.a), VALUE);
    }

    @Override
    public @Nullable String text(LoggedEvent event, @Nullable String heard) {
        return FORMATTED.of(event.a);
    }

    @Override
    public @Nullable Object source(LoggedEvent event) {
        return event.b;
    }

    @Override
    public boolean isWritten(LoggedEvent event) {
        return event.writes || FORMATTED.isSet(event.a);
    }

    @Override
    public @Nullable String loggerName(@Nullable Object logger) {
        return NAME.text(logger);
    }

    @Override
    public @Nullable LogLevel level(@Nullable Object level) {
        return level == null ? null : LogLevel.named(level.toString());
    }
}
