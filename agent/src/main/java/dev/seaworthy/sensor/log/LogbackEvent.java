package dev.seaworthy.sensor.log;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Reads the events of one class, of any version of Logback and in any class loader; what it cannot reach is absent. */
final class LogbackEvent {

    private static final String EVENT = "ch.qos.logback.classic.spi.ILoggingEvent";
    private static final String THROWN = "ch.qos.logback.classic.spi.IThrowableProxy";
    private static final int DEEPEST_CAUSE = 5;
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    /** Kept by the class itself, so that it goes when its loader goes. */
    private static final ClassValue<LogbackEvent> OF_CLASS = new ClassValue<>() {
        @Override
        protected LogbackEvent computeValue(Class<?> type) {
            return new LogbackEvent(type);
        }
    };

    /** The field where the formatted message is kept, null where it is out of reach. */
    private final @Nullable MethodHandle kept;

    private final @Nullable MethodHandle formatted;
    private final @Nullable MethodHandle logger;
    private final @Nullable MethodHandle thrown;
    private final @Nullable MethodHandle thrownMessage;
    private final @Nullable MethodHandle cause;

    private LogbackEvent(Class<?> type) {
        Class<?> event = interfaceOf(type, EVENT);
        kept = field(type);
        formatted = getter(event, "getFormattedMessage");
        logger = getter(event, "getLoggerName");
        thrown = getter(event, "getThrowableProxy");
        Class<?> proxy = thrown(event);
        thrownMessage = getter(proxy, "getMessage");
        cause = getter(proxy, "getCause");
    }

    static LogbackEvent of(Object event) {
        return OF_CLASS.get(event.getClass());
    }

    /** The message as appenders wrote it; null where none has asked for it. */
    @Nullable
    String formatted(Object event) {
        return text(kept != null ? kept : formatted, event);
    }

    String logger(Object event) {
        String name = text(logger, event);
        return name == null ? "" : name;
    }

    /** The messages of the throwable and of what caused it, as a stack trace shows them; null where there is none. */
    @Nullable
    String thrownMessages(Object event) {
        Object next = get(thrown, event);
        String all = null;
        for (int depth = 0; next != null && depth < DEEPEST_CAUSE; depth++) {
            String message = text(thrownMessage, next);
            if (message != null) {
                all = all == null ? message : all + "\n" + message;
            }
            next = get(cause, next);
        }
        return all;
    }

    private static @Nullable String text(@Nullable MethodHandle getter, Object from) {
        return get(getter, from) instanceof String text ? text : null;
    }

    private static @Nullable Object get(@Nullable MethodHandle getter, Object from) {
        if (getter == null) {
            return null;
        }
        try {
            return getter.invokeExact(from);
        } catch (Throwable notToBeHad) {
            return null;
        }
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

    private static @Nullable MethodHandle getter(@Nullable Class<?> owner, String name) {
        if (owner == null) {
            return null;
        }
        try {
            return MethodHandles.publicLookup().unreflect(owner.getMethod(name)).asType(GETTER);
        } catch (ReflectiveOperationException | RuntimeException absent) {
            return null;
        }
    }

    private static @Nullable Class<?> thrown(@Nullable Class<?> event) {
        return event == null ? null : interfaceOf(returned(event), THROWN);
    }

    private static Class<?> returned(Class<?> event) {
        try {
            return event.getMethod("getThrowableProxy").getReturnType();
        } catch (ReflectiveOperationException | RuntimeException absent) {
            return Object.class;
        }
    }

    private static @Nullable Class<?> interfaceOf(Class<?> type, String name) {
        if (type.getName().equals(name)) {
            return type;
        }
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> one : at.getInterfaces()) {
                Class<?> found = interfaceOf(one, name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
