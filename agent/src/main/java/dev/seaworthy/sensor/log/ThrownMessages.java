package dev.seaworthy.sensor.log;

import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a throwable, of what caused it and of what it suppressed, as a stack trace shows them: read where the JDK
 * keeps them, since the methods that give them may be the application's own; where that is closed, by methods of the JDK's.
 */
final class ThrownMessages {

    private static final int MOST = 8;
    private static final StackTraceElement[] NO_TRACE = {};
    private static final @Nullable Field MESSAGE = field("detailMessage");
    private static final @Nullable Field CAUSE = field("cause");

    private ThrownMessages() {}

    /** One in a line; null if there are none. */
    static @Nullable String of(Throwable thrown) {
        String all = null;
        Throwable next = thrown;
        for (int depth = 0; next != null && depth < MOST; depth++) {
            all = with(all, message(next));
            for (Throwable other : next.getSuppressed()) {
                all = depth < MOST ? with(all, message(other)) : all;
                depth++;
            }
            Throwable cause = cause(next);
            next = cause == next ? null : cause;
        }
        return all;
    }

    private static @Nullable String with(@Nullable String all, @Nullable String message) {
        return message == null ? all : all == null ? message : all + "\n" + message;
    }

    /** The stack trace of a throwable; empty if its class has a method of its own for that. */
    static StackTraceElement[] trace(Throwable of) {
        return isPlain(of, "getStackTrace") ? of.getStackTrace() : NO_TRACE;
    }

    /** Whether its class leaves that method to the JDK. */
    private static boolean isPlain(Throwable of, String method) {
        try {
            return of.getClass().getMethod(method).getDeclaringClass() == Throwable.class;
        } catch (NoSuchMethodException | RuntimeException | LinkageError unreadable) {
            return false;
        }
    }

    /** The application's own line in a stack trace; empty if there is none. */
    static String ownLine(StackTraceElement[] trace, List<String> roots) {
        for (StackTraceElement frame : trace) {
            if (Details.isOwn(frame.getClassName(), roots)) {
                return frame.toString();
            }
        }
        return "";
    }

    static @Nullable String message(Throwable of) {
        if (MESSAGE == null) {
            return isPlain(of, "getMessage") ? of.getMessage() : null;
        }
        return value(MESSAGE, of) instanceof String text ? text : null;
    }

    static @Nullable Throwable causeOf(Throwable of) {
        Throwable cause = cause(of);
        return cause == of ? null : cause;
    }

    private static @Nullable Throwable cause(Throwable of) {
        if (CAUSE == null) {
            return isPlain(of, "getCause") ? of.getCause() : null;
        }
        return value(CAUSE, of) instanceof Throwable cause ? cause : null;
    }

    private static @Nullable Object value(Field field, Throwable of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException closed) {
            return null;
        }
    }

    private static @Nullable Field field(String name) {
        try {
            Field field = Throwable.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return null;
        }
    }
}
