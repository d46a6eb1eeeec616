package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.LogLevel;
import dev.seaworthy.observation.OutputsSet;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where each logging framework of the process writes, read once the service runs and again at its end. Frameworks are known
 * by their first event, or, where there may never be one, by what they are made of. Thread-safe; reads on the agent's thread.
 */
final class Outputs {

    static final String POINTS = """
            made? org/apache/logging/log4j/core/LoggerContext <init> this
            """;

    private static final int MOST = 64;
    /** How many rounds lie between two readings. */
    private static final int ROUNDS = 10;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Map<String, WeakReference<Object>> sources = new ConcurrentHashMap<>();
    private final WeakStates<Boolean> known;
    private final Map<String, OutputsSet> told = new HashMap<>();
    private int round;

    Outputs(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        known = new WeakStates<>(MOST, "log.outputs", surroundings.drops());
    }

    /** A framework writes events: one of its loggers, or what holds them. */
    void seen(String library, @Nullable Object source) {
        if (source != null && sources.size() < MOST && known.putIfAbsent(source, Boolean.TRUE) != null) {
            WeakReference<Object> before = sources.get(library);
            if (before == null || before.get() == null) {
                sources.put(library, new WeakReference<>(source));
            }
        }
    }

    /** The level of a framework's root logger; null if it cannot be read. Agent's thread. */
    @Nullable
    LogLevel rootLevel(String library) {
        WeakReference<Object> source = sources.get(library);
        LogSetup setup = LogSetup.read(source == null ? null : source.get());
        return setup == null ? null : setup.level();
    }

    /** Agent's thread. */
    void tick(Iterable<LoggerLog> loggers, boolean last) {
        Phase phase = surroundings.units().phase();
        boolean runs = phase == Phase.REQUEST || phase == Phase.JOB;
        if (!last && (!runs || round++ % ROUNDS != 0)) {
            return;
        }
        List<String> roots = surroundings.applicationRoots();
        boolean heard = false;
        for (LoggerLog logger : loggers) {
            heard |= Details.isOwn(logger.name, roots);
        }
        for (Map.Entry<String, WeakReference<Object>> one : sources.entrySet()) {
            LogSetup setup = LogSetup.read(one.getValue().get());
            if (setup != null) {
                tell(one.getKey(), setup, heard || setup.hasLoggers(roots));
            }
        }
    }

    private void tell(String library, LogSetup setup, boolean used) {
        LogLevel level = setup.level();
        OutputsSet now = new OutputsSet(
                surroundings.at(Site.UNKNOWN),
                library,
                level == null ? "" : level.name(),
                setup.isBuiltIn(),
                setup.outputs(surroundings.mounts()),
                used);
        OutputsSet before = told.get(library);
        boolean same = before != null
                && before.outputs().equals(now.outputs())
                && before.level().equals(now.level())
                && before.used() == used;
        if (!same) {
            told.put(library, now);
            observations.add(now);
        }
    }
}
