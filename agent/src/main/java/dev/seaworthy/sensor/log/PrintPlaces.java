package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.LinePrinted;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts the lines that the application's own code prints, by place. Only the agent's thread tells of them, so that a
 * print costs its thread a few counters. Bounded; no locks.
 */
final class PrintPlaces {

    private static final int KEY = 80_001;

    /** Coarse keys at most: lines that begin with a different word each time must not push other keys out. */
    private static final int KEYS = 2048;

    private static final int MOST_PLACES = 1024;

    /** Frames that stand around a line which is the work of a logging framework or of a handler of one. */
    private static final String[] LOGGERS = {
        "java.util.logging.",
        "java.lang.System$Logger",
        "jdk.internal.logger.",
        "sun.util.logging.",
        "org.slf4j.",
        "ch.qos.logback.",
        "org.apache.logging.",
        "org.apache.log4j.",
        "org.apache.commons.logging.",
        "org.apache.juli.",
        "org.jboss.logging.",
        "org.jboss.logmanager.",
        "org.tinylog.",
        "com.google.common.flogger."
    };

    private final Surroundings surroundings;
    private final Observations observations;
    private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(KEYS);
    private final ConcurrentHashMap<Place, PrintedLines> places = new ConcurrentHashMap<>();

    /** What a coarse key led to at its last walk; without lines where it was not the application's own print. */
    private record Known(Site site, @Nullable PrintedLines lines) {}

    PrintPlaces(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    /** A line was printed on the calling thread. */
    void line(String channel, String line, int template) {
        if (line.startsWith("\tat ") || line.startsWith("\t... ") || line.startsWith("Caused by: ")) {
            return; // a stack trace's, told by its call
        }
        int slot = template & (KEYS - 1);
        Site site = surroundings.sites().at(Sites.key(KEY, null) + slot);
        Known last = known.get(slot);
        if (last == null || last.site() != site) {
            last = new Known(site, linesOf(channel, site));
            known.set(slot, last);
        }
        PrintedLines lines = last.lines();
        if (lines != null) {
            lines.add(surroundings.units().current(), Template.isStructured(line));
        }
    }

    private @Nullable PrintedLines linesOf(String channel, Site site) {
        Place place = site.place();
        if (place == null || !site.direct() || isLogger(site) || site.passes("java.lang.Throwable")) {
            return null;
        }
        PrintedLines lines = places.get(place);
        if (lines == null && places.size() < MOST_PLACES) {
            lines = new PrintedLines(channel, site);
            PrintedLines other = places.putIfAbsent(place, lines);
            lines = other == null ? lines : other;
        } else if (lines == null) {
            observations.dropped("log.places", 1);
        }
        return lines;
    }

    static boolean isLogger(Site site) {
        for (String prefix : LOGGERS) {
            if (site.passes(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Tells of the places that printed since the last time; how many. */
    int tell(long now) {
        int told = 0;
        for (PrintedLines lines : places.values()) {
            LinePrinted news = lines.news(now);
            if (news != null) {
                observations.add(news);
                told++;
            }
        }
        return told;
    }

    /** Makes the origin of what is told later. */
    static Origin origin(long now, PrintedLines of) {
        return new Origin(now, of.inRequest() ? Phase.REQUEST : Phase.JOB, of.lastUnit(), of.site, 0);
    }
}
