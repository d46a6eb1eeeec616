package dev.seaworthy.sensor.log;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.RouteLogged;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the requests of one route have logged so far. Thread-safe; a number that two threads write at once may get lost. */
final class RouteLog {

    /** The latest requests, of which the median is taken. */
    private static final int LATEST = 256;

    private final int[] events = new int[LATEST];
    private final long[] characters = new long[LATEST];
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder allEvents = new LongAdder();
    private final LongAdder allCharacters = new LongAdder();
    private final LongAdder traces = new LongAdder();
    private volatile @Nullable Unit last;
    private volatile String logger = "";
    private volatile Site site = Site.UNKNOWN;
    /** Of the agent's thread. */
    private int told;

    /** A request ended. */
    void add(UnitLog log, Unit unit) {
        int at = next.getAndIncrement();
        int slot = Math.floorMod(at, LATEST);
        events[slot] = log.events;
        characters[slot] = log.projectedCharacters();
        allEvents.add(log.events);
        allCharacters.add(characters[slot]);
        traces.add(log.traces);
        if (at < LATEST || log.events > events[0]) {
            logger = log.loudest();
        }
        last = unit;
        if (log.loudAt != Site.UNKNOWN) {
            site = log.loudAt;
        }
    }

    /** What is new since the last time; null if nothing is, or if it is little. Agent's thread. */
    @Nullable
    RouteLogged news(long now) {
        int requests = next.get();
        Unit unit = last;
        if (requests == told || unit == null) {
            return null;
        }
        told = requests;
        int size = Math.min(requests, LATEST);
        long medianEvents = median(Arrays.stream(events, 0, size).asLongStream().toArray());
        long medianCharacters = median(Arrays.copyOf(characters, size));
        if (medianEvents <= LogLimits.EVENTS && medianCharacters <= LogLimits.CHARACTERS && traces.sum() <= requests) {
            return null;
        }
        return new RouteLogged(
                new Origin(now, Phase.REQUEST, unit, site, 0),
                requests,
                medianEvents,
                medianCharacters,
                allEvents.sum(),
                allCharacters.sum(),
                traces.sum(),
                logger);
    }

    private static long median(long[] numbers) {
        Arrays.sort(numbers);
        return numbers[(numbers.length - 1) / 2];
    }
}
