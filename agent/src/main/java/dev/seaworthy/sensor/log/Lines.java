package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StackTracePrinted;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Puts printed pieces together to lines, has each line searched for secrets, and counted where it matters. */
final class Lines {

    private static final int LONGEST_PENDING = 4096;
    private static final int MOST_PLACES = 1024;
    private static final int TRACES_A_SECOND = 200;

    private final Surroundings surroundings;
    private final Observations observations;
    private final SecretScan secrets;
    private final PrintPlaces places;
    private final ThreadLocal<@Nullable Pending> pending = new ThreadLocal<>();
    private final LongAdder seen = new LongAdder();
    private final LongAdder traces = new LongAdder();
    private final AtomicInteger tracesLeft = new AtomicInteger(TRACES_A_SECOND);
    private final ConcurrentHashMap<Place, AtomicLong> tracesByPlace = new ConcurrentHashMap<>();

    /** A line that its thread has not ended yet: {@code print} and {@code printf} come in pieces. */
    private static final class Pending {
        final StringBuilder text = new StringBuilder();
        boolean told;
    }

    Lines(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        secrets = new SecretScan(surroundings, observations);
        places = new PrintPlaces(surroundings, observations);
    }

    /** A piece of text, or, with {@code ended}, the last piece of a line. */
    void text(String channel, String piece, boolean ended) {
        boolean ends = ended || piece.indexOf('\n') >= 0;
        Pending begun = pending.get();
        if (!ends) {
            if (begun == null) {
                begun = new Pending();
                pending.set(begun);
            }
            begun.told |= secrets.scan(channel, "", piece, Template.of(piece));
            if (begun.text.length() + piece.length() <= LONGEST_PENDING) {
                begun.text.append(piece);
            }
            return;
        }
        String line = piece;
        boolean told = false;
        if (begun != null && begun.text.length() > 0) {
            told = begun.told;
            line = begun.text.append(piece).toString();
            begun.text.setLength(0);
            begun.told = false;
        }
        seen.increment();
        int template = Template.of(line);
        if (!told) {
            secrets.scan(channel, "", line, template);
        }
        if (isService()) {
            places.line(channel, line, template);
        }
    }

    /** {@code printStackTrace()} was called. Printing a trace takes so long that a walk besides is not noticed. */
    void stackTrace(String exception) {
        traces.increment();
        if (!isService() || tracesLeft.decrementAndGet() < 0) {
            return;
        }
        Site site = surroundings.sites().walk();
        Place place = site.place();
        if (place == null || !site.direct() || PrintPlaces.isLogger(site)) {
            return;
        }
        AtomicLong times = tracesByPlace.get(place);
        if (times == null) {
            times = new AtomicLong();
            AtomicLong other = tracesByPlace.size() < MOST_PLACES ? tracesByPlace.putIfAbsent(place, times) : null;
            times = other == null ? times : other;
            if (tracesByPlace.size() >= MOST_PLACES && tracesByPlace.get(place) == null) {
                observations.dropped("log.places", 1);
            }
        }
        Origin origin = surroundings.at(site);
        observations.add(new StackTracePrinted(origin, exception, times.incrementAndGet()));
        traces.decrement(); // counted by being told
    }

    /**
     * Whether the calling thread does a service's work: what tools and starting programs print is meant to be read. Without
     * a unit of work a background thread does, and the main thread does not: it says how the service fares.
     */
    private boolean isService() {
        Unit unit = surroundings.units().current();
        if (unit.isRequest()) {
            return true;
        }
        return (unit.isVisible() || !surroundings.units().isMain())
                && surroundings.units().phase() == Phase.JOB
                && (surroundings.units().hasServed() || surroundings.ports().any());
    }

    /** Agent's thread. */
    void tick(long now) {
        tracesLeft.set(TRACES_A_SECOND);
        observations.count("log.stack-trace", traces.sumThenReset());
        int told = places.tell(now);
        observations.count("log.print", Math.max(0, seen.sumThenReset() - told));
        secrets.tick();
    }
}
