package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Reads the events of any version of Logback in any class loader; what it cannot reach is absent. */
final class LogbackEvent {

    private static final String EVENT = "ch.qos.logback.classic.spi.ILoggingEvent";
    private static final String THROWN = "ch.qos.logback.classic.spi.IThrowableProxy";
    private static final int DEEPEST_CAUSE = 5;
    private static final Getter FORMATTED = Getter.of(EVENT, "getFormattedMessage");
    private static final Getter LOGGER = Getter.of(EVENT, "getLoggerName");
    private static final Getter THROWABLE = Getter.of(EVENT, "getThrowableProxy");
    private static final Getter MESSAGE = Getter.of(THROWN, "getMessage");
    private static final Getter CAUSE = Getter.of(THROWN, "getCause");
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    /** The field where a class keeps the formatted message; kept by the class itself, so that it goes with its loader. */
    private static final ClassValue<@Nullable MethodHandle> KEPT = new ClassValue<>() {
        @Override
        protected @Nullable MethodHandle computeValue(Class<?> type) {
            return field(type);
        }
    };

    private LogbackEvent() {}

    /** The message as appenders wrote it; null where none has asked for it. */
    static @Nullable String formatted(Object event) {
        MethodHandle kept = KEPT.get(event.getClass());
        try {
            return kept == null ? FORMATTED.text(event) : kept.invokeExact(event) instanceof String text ? text : null;
        } catch (Throwable notToBeHad) {
            return null;
        }
    }

    static String logger(Object event) {
        String name = LOGGER.text(event);
        return name == null ? "" : name;
    }

    /** The messages of the throwable and of what caused it, as a stack trace shows them; null where there is none. */
    static @Nullable String thrownMessages(Object event) {
        Object next = THROWABLE.read(event);
        String all = null;
        for (int depth = 0; next != null && depth < DEEPEST_CAUSE; depth++) {
            String message = MESSAGE.text(next);
            if (message != null) {
                all = all == null ? message : all + "\n" + message;
            }
            next = CAUSE.read(next);
        }
        return all;
    }

    private static @Nullable MethodHandle field(Class<?> type) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            try {
                Field field = at.getDeclaredField("formattedMessage");
                field.setAccessible(true);
                return MethodHandles.lookup().unreflectGetter(field).asType(GETTER);
            } catch (ReflectiveOperationException | RuntimeException otherwise) {
                // then in its superclass, or by its getter
            }
        }
        return null;
    }
}
