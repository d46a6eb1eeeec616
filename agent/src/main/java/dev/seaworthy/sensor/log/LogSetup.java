package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import dev.seaworthy.context.Mounts;
import dev.seaworthy.observation.LogLevel;
import dev.seaworthy.observation.OutputsSet.Output;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a logging framework is set up, read from one of its loggers by what the frameworks' own classes offer: a context with a
 * list of loggers (Logback), a context with a configuration (Log4j 2), or parents up to a root with handlers or appenders
 * (java.util.logging and its heirs, Log4j 1). Agent's thread; keeps nothing of the application beyond one reading.
 */
final class LogSetup {

    private static final Getter LOGBACK_CONTEXT = new Getter("getLoggerContext");
    private static final Getter LOGBACK_LOGGERS = new Getter("getLoggerList");
    private static final Getter LOGBACK_APPENDERS = new Getter("iteratorForAppenders");
    private static final Getter CONTEXT = new Getter("getContext");
    private static final Getter CONFIGURATION = new Getter("getConfiguration");
    private static final Getter LOGGERS = new Getter("getLoggers");
    private static final Getter APPENDERS = new Getter("getAppenders");
    private static final Getter ROOT = new Getter("getRootLogger");
    private static final Getter PARENT = new Getter("getParent");
    private static final Getter HANDLERS = new Getter("getHandlers", "getAllAppenders");
    private static final Getter LEVEL = new Getter("getLevel");
    private static final Getter NAME = new Getter("getName");

    private static final String ROOT_NAME = "ROOT";
    private static final String BUILT_IN = "DefaultConfiguration";
    private static final int DEEPEST = 64;
    private static final int MOST_APPENDERS = 64;
    private static final int MOST_LOGGERS = 4_096;

    private final @Nullable LogLevel level;
    private final boolean builtIn;
    private final Map<String, Object> appenders = new LinkedHashMap<>();
    private final List<String> loggers = new ArrayList<>();

    private LogSetup(@Nullable Object level, boolean builtIn) {
        this.level = level == null ? null : LogLevel.named(level.toString());
        this.builtIn = builtIn;
    }

    /** Null if nothing can be read. */
    static @Nullable LogSetup read(@Nullable Object source) {
        if (source == null) {
            return null;
        }
        Object logback = LOGBACK_CONTEXT.read(source);
        if (logback != null) {
            return ofLogback(logback);
        }
        Object context = CONFIGURATION.isIn(source.getClass()) ? source : CONTEXT.read(source);
        Object configuration = CONFIGURATION.read(context);
        if (context != null && configuration != null) {
            return ofLog4j(context, configuration);
        }
        return PARENT.isIn(source.getClass()) ? ofParents(source) : null;
    }

    private static @Nullable LogSetup ofLogback(Object context) {
        if (!(LOGBACK_LOGGERS.read(context) instanceof Collection<?> all)) {
            return null;
        }
        Object root = null;
        for (Object logger : all) {
            root = ROOT_NAME.equals(NAME.text(logger)) ? logger : root;
        }
        LogSetup setup = new LogSetup(LEVEL.read(root), false);
        for (Object logger : all) {
            setup.add(LOGBACK_APPENDERS.read(logger));
        }
        return setup;
    }

    private static LogSetup ofLog4j(Object context, Object configuration) {
        Object level = LEVEL.read(ROOT.read(configuration));
        boolean builtIn = configuration.getClass().getSimpleName().equals(BUILT_IN)
                && LogLevel.named(String.valueOf(level)) == LogLevel.ERROR;
        LogSetup setup = new LogSetup(level, builtIn);
        if (LOGGERS.read(configuration) instanceof Map<?, ?> all) {
            for (Object one : all.values()) {
                setup.add(APPENDERS.read(one));
            }
        }
        if (LOGGERS.read(context) instanceof Collection<?> all) {
            for (Object logger : all) {
                String name = setup.loggers.size() < MOST_LOGGERS ? NAME.text(logger) : null;
                if (name != null) {
                    setup.loggers.add(name);
                }
            }
        }
        return setup;
    }

    private static LogSetup ofParents(Object logger) {
        Object root = logger;
        List<Object> handlers = new ArrayList<>();
        for (int i = 0; i < DEEPEST; i++) {
            Object given = HANDLERS.read(root);
            if (given != null) {
                handlers.add(given);
            }
            Object parent = PARENT.read(root);
            if (parent == null) {
                break;
            }
            root = parent;
        }
        LogSetup setup = new LogSetup(LEVEL.read(root), false);
        handlers.forEach(setup::add);
        return setup;
    }

    /** Appenders, in whatever a framework gives them in; those that pass events on to others are replaced by these. */
    private void add(@Nullable Object given) {
        add(given, 0);
    }

    private void add(@Nullable Object given, int depth) {
        if (given instanceof Map<?, ?> map) {
            add(map.values(), depth);
        } else if (given instanceof Iterable<?> all) {
            add(all.iterator(), depth);
        } else if (given instanceof Object[] all) {
            add(List.of(all), depth);
        } else if (given instanceof Enumeration<?> all) {
            add(all.asIterator(), depth);
        } else if (given instanceof Iterator<?> all) {
            while (all.hasNext() && appenders.size() < MOST_APPENDERS) {
                Object appender = all.next();
                if (appender != null) {
                    one(appender, depth);
                }
            }
        }
    }

    private void one(Object appender, int depth) {
        Object inner = LOGBACK_APPENDERS.read(appender);
        inner = inner == null ? HANDLERS.read(appender) : inner;
        int before = appenders.size();
        if (inner != null && depth < 4) {
            add(inner, depth + 1);
        }
        if (appenders.size() == before) {
            appenders.put(appender.getClass().getName() + System.identityHashCode(appender), appender);
        }
    }

    /** Of the root logger. */
    @Nullable
    LogLevel level() {
        return level;
    }

    boolean isBuiltIn() {
        return builtIn;
    }

    /** Whether the application has loggers, as far as the framework lists them. */
    boolean hasLoggers(List<String> roots) {
        for (String logger : loggers) {
            if (Details.isOwn(logger, roots)) {
                return true;
            }
        }
        return false;
    }

    List<Output> outputs(Mounts mounts) {
        List<Output> all = new ArrayList<>();
        for (Object appender : appenders.values()) {
            all.add(Appenders.read(appender, mounts));
        }
        return all;
    }
}
