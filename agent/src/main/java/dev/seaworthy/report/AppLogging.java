package dev.seaworthy.report;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** The kinds of logging that an application may have, each spoken to by reflection. */
enum AppLogging {
    SLF4J {
        @Override
        boolean log(@Nullable ClassLoader loader, boolean warning, String line) throws ReflectiveOperationException {
            Object factory = type(loader, "org.slf4j.LoggerFactory")
                    .getMethod("getILoggerFactory")
                    .invoke(null);
            String name = factory.getClass().getName();
            // Log4j behind it would take the caller's class loader, ours, and set itself up once more.
            if (name.startsWith("org.apache.logging.slf4j.")
                    || name.endsWith(".NOPLoggerFactory")
                    || name.endsWith(".JDK14LoggerFactory")
                    || isStopped(factory)) {
                return false;
            }
            Object logger = type(loader, "org.slf4j.ILoggerFactory")
                    .getMethod("getLogger", String.class)
                    .invoke(factory, NAME);
            say(type(loader, "org.slf4j.Logger"), String.class, logger, warning ? "warn" : "info", line);
            return true;
        }
    },
    LOG4J_2 {
        @Override
        boolean log(@Nullable ClassLoader loader, boolean warning, String line) throws ReflectiveOperationException {
            Object context = type(loader, "org.apache.logging.log4j.LogManager")
                    .getMethod("getContext", ClassLoader.class, boolean.class)
                    .invoke(null, loader, false);
            String name = context.getClass().getName();
            if (name.startsWith("org.apache.logging.log4j.simple.")
                    || name.startsWith("org.apache.logging.slf4j.")
                    || isStopped(context)) {
                return false;
            }
            Object logger = type(loader, "org.apache.logging.log4j.spi.LoggerContext")
                    .getMethod("getLogger", String.class)
                    .invoke(context, NAME);
            Class<?> type = type(loader, "org.apache.logging.log4j.Logger");
            say(type, String.class, logger, warning ? "warn" : "info", line);
            return true;
        }

        /** Asked after its own shutdown it would open, and perhaps empty, the application's log files again. */
        @Override
        boolean comesBack() {
            return true;
        }
    },
    LOG4J_1 {
        @Override
        boolean log(@Nullable ClassLoader loader, boolean warning, String line) throws ReflectiveOperationException {
            Object logger = type(loader, "org.apache.log4j.Logger")
                    .getMethod("getLogger", String.class)
                    .invoke(null, NAME);
            say(type(loader, "org.apache.log4j.Category"), Object.class, logger, warning ? "warn" : "info", line);
            return true;
        }
    },
    JUL {
        @Override
        boolean log(@Nullable ClassLoader loader, boolean warning, String line) throws ReflectiveOperationException {
            Class<?> type = type(loader, "java.util.logging.Logger");
            Object logger = type.getMethod("getLogger", String.class).invoke(null, NAME);
            for (Object next = logger;
                    next != null;
                    next = type.getMethod("getParent").invoke(next)) {
                if (Array.getLength(type.getMethod("getHandlers").invoke(next)) > 0) {
                    say(type, String.class, logger, warning ? "warning" : "info", line);
                    return true;
                }
            }
            return false;
        }
    };

    private static final String NAME = "seaworthy";

    /**
     * Logs a line.
     *
     * @param loader the application's
     * @return false if there is nobody to hear it
     * @throws ReflectiveOperationException where this kind is not there
     */
    abstract boolean log(@Nullable ClassLoader loader, boolean warning, String line)
            throws ReflectiveOperationException;

    /** Whether it sets itself up again when it is asked after its end. */
    boolean comesBack() {
        return false;
    }

    private static Class<?> type(@Nullable ClassLoader loader, String name) throws ClassNotFoundException {
        return Class.forName(name, true, loader);
    }

    private static void say(Class<?> type, Class<?> text, Object logger, String level, String line)
            throws ReflectiveOperationException {
        type.getMethod(level, text).invoke(logger, line);
    }

    /** Whether it tells by itself that it is over, as Logback's and Log4j's contexts do. */
    private static boolean isStopped(Object context) throws IllegalAccessException, InvocationTargetException {
        try {
            return context.getClass().getMethod("isStarted").invoke(context) == Boolean.FALSE;
        } catch (NoSuchMethodException neverStops) {
            return false;
        }
    }
}
