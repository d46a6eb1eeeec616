package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.LineRepeated;
import dev.seaworthy.observation.LogLevel;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.sensor.Observations;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lines of code that log much of what is logged, or often, told apart by logger and message. Thread-safe and bounded: a line
 * that finds no room is not counted, which those that log most hardly ever are. Where a line is, is looked up once it
 * matters.
 */
final class RepeatedLines {

    private static final int SLOTS = 1 << 11;
    private static final int PROBES = 4;

    private final Surroundings surroundings;
    private final Observations observations;
    private final AtomicReferenceArray<@Nullable Line> lines = new AtomicReferenceArray<>(SLOTS);
    /** Of lines that are no longer kept, by library. */
    private final long[] gone = new long[LogSensor.LIBRARIES];

    private final long[] counted = new long[LogSensor.LIBRARIES];
    /** Events of lines that found no room. */
    private final LongAdder roomless = new LongAdder();

    private long before;

    private static final class Line {
        final long key;
        final int library;
        final String logger;
        final String level;
        final LongAdder events = new LongAdder();
        volatile boolean wanted;
        volatile @Nullable Origin origin;
        long counted;
        long told;
        int busy;

        Line(long key, int library, String logger, String level) {
            this.key = key;
            this.library = library;
            this.logger = logger;
            this.level = level;
        }
    }

    RepeatedLines(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    /**
     * An event was written; whether it is counted here, as those of INFO and above are.
     *
     * @param library its number
     */
    boolean logged(LoggedEvent event, int library) {
        if (event.level().compareTo(LogLevel.INFO) < 0) {
            return false;
        }
        long key = event.site();
        int start = (int) (key * 0x9E3779B97F4A7C15L >>> 53);
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & SLOTS - 1;
            Line line = lines.get(at);
            if (line == null) {
                Line made = new Line(key, library, event.logger(), event.level().name());
                line = lines.compareAndSet(at, null, made) ? made : lines.get(at);
            }
            if (line != null && line.key == key && line.library == library) {
                line.events.increment();
                if (line.wanted && line.origin == null) {
                    line.origin = surroundings.here();
                }
                return true;
            }
        }
        roomless.increment();
        return false;
    }

    /** How many events of a library were counted here at the last {@link #tick}. Agent's thread. */
    long events(int library) {
        return counted[library];
    }

    /** Agent's thread, about once a second. */
    void tick(long now) {
        long total = count();
        double seconds = before == 0 ? 1 : Math.max(1, (now - before) / 1_000.0);
        before = now;
        for (int i = 0; i < SLOTS; i++) {
            Line line = lines.get(i);
            if (line == null) {
                continue;
            }
            long events = line.events.sum();
            long lately = events - line.counted;
            line.counted = events;
            line.busy = lately > LogLimits.EVENTS_A_SECOND * seconds ? line.busy + (int) Math.round(seconds) : 0;
            boolean most = total >= LogLimits.ALL_EVENTS && events * LogLimits.SHARE_ONE_IN > total;
            line.wanted |= events >= LogLimits.ALL_EVENTS / LogLimits.SHARE_ONE_IN || line.busy > 1;
            Origin origin = line.origin;
            if (origin != null && events > line.told && (most || line.busy >= LogLimits.BUSY_SECONDS)) {
                line.told = events;
                observations.add(new LineRepeated(origin, line.logger, line.level, events, total, line.busy));
            } else if (lately == 0 && line.events.sum() == 1) {
                lines.set(i, null); // its text is never the same, perhaps
                gone[line.library] += line.events.sum();
            }
        }
    }

    private long count() {
        long total = roomless.sum();
        System.arraycopy(gone, 0, counted, 0, counted.length);
        for (int i = 0; i < SLOTS; i++) {
            Line line = lines.get(i);
            if (line != null) {
                counted[line.library] += line.events.sum();
            }
        }
        for (long some : counted) {
            total += some;
        }
        return total;
    }
}
