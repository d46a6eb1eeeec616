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
 * Where each logging framework of the process writes, read once the service runs and logs, and again now and then and at its end. Frameworks are known
 * by their first event, or, where there may never be one, by what they are made of. Thread-safe; reads on the agent's
 * thread, or on the one that shuts a framework down.
 */
final class Outputs {

    static final String POINTS = """
            made? org/apache/logging/log4j/core/LoggerContext <init> this
            """;

    private static final int MOST = 64;
    /** How many rounds lie between two readings of what is known. */
    private static final int ROUNDS = 10;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Map<String, WeakReference<Object>> sources = new ConcurrentHashMap<>();
    private final WeakStates<Boolean> known;
    private final Map<String, OutputsSet> told = new HashMap<>();
    /** How each was set up when it was last seen with appenders: one that is shut down has none. */
    private final Map<String, OutputsSet> kept = new ConcurrentHashMap<>();

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
        if (!last && phase != Phase.REQUEST && phase != Phase.JOB) {
            return;
        }
        List<String> roots = surroundings.applicationRoots();
        boolean heard = false;
        for (LoggerLog logger : loggers) {
            heard |= Details.isOwn(logger.name, roots);
        }
        boolean all = last || round++ % ROUNDS == 0;
        for (Map.Entry<String, WeakReference<Object>> one : sources.entrySet()) {
            OutputsSet before = told.get(one.getKey());
            if (all || before == null) {
                LogSetup setup = LogSetup.read(one.getValue().get());
                if (setup != null) {
                    tell(read(one.getKey(), setup, heard || setup.hasLoggers(roots), last));
                }
            } else if (heard && !before.used()) {
                tell(before.with(surroundings.at(Site.UNKNOWN), true));
            }
        }
    }

    /** What it is set up to do; one that is shut down, and writes to nothing any more, does what it did before. */
    private OutputsSet read(String library, LogSetup setup, boolean used, boolean over) {
        LogLevel level = setup.level();
        OutputsSet now = new OutputsSet(
                surroundings.at(Site.UNKNOWN),
                library,
                level == null ? "" : level.name(),
                setup.isBuiltIn(),
                setup.outputs(surroundings.mounts()),
                used);
        if (!now.outputs().isEmpty()) {
            kept.put(library, now);
            return now;
        }
        OutputsSet before = over ? kept.get(library) : null;
        return before == null ? now : before.with(now.origin(), used);
    }

    /** A framework is shut down: what was not read so far is read now. */
    void stops() {
        for (Map.Entry<String, WeakReference<Object>> one : sources.entrySet()) {
            LogSetup setup = kept.containsKey(one.getKey())
                    ? null
                    : LogSetup.read(one.getValue().get());
            if (setup != null) {
                read(one.getKey(), setup, false, false);
            }
        }
    }

    private void tell(OutputsSet now) {
        OutputsSet before = told.get(now.framework());
        boolean same = before != null
                && before.outputs().equals(now.outputs())
                && before.level().equals(now.level())
                && before.used() == now.used();
        if (!same) {
            told.put(now.framework(), now);
            observations.add(now);
        }
    }
}
