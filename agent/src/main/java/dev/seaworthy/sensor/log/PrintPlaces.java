package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.LinePrinted;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Spots;
import dev.seaworthy.sensor.Spotter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the lines that the application's own code prints, by place. Only the agent's thread reports them, and decides
 * whose they are, so that a print costs its thread a few counters. Bounded; no locks.
 */
final class PrintPlaces {

    private static final int MOST = 2_048;

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
    private final Spotter spotter;
    private final Map<String, Channel> channels =
            Map.of("System.out", new Channel("System.out"), "System.err", new Channel("System.err"));

    /** The lines that print to one of the two. */
    private static final class Channel extends Spots<PrintedLines> {
        private final String name;

        Channel(String name) {
            this.name = name;
        }

        @Override
        protected PrintedLines make(Site site) {
            return new PrintedLines(name, site, !isLogger(site) && !site.passes("java.lang.Throwable"));
        }
    }

    PrintPlaces(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.spotter = new Spotter(surroundings, observations, "log.print", MOST);
    }

    /** A line was printed on the calling thread. */
    void line(String channel, String line) {
        if (line.startsWith("\tat ") || line.startsWith("\t... ") || line.startsWith("Caused by: ")) {
            return; // a stack trace's, reported by its call
        }
        Channel to = channels.get(channel);
        PrintedLines lines = to == null ? null : spotter.look(to);
        if (lines != null) {
            lines.add(surroundings.units().current(), JsonLine.isLog(line));
        }
    }

    static boolean isLogger(Site site) {
        for (String prefix : LOGGERS) {
            if (site.passes(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Reports the places that printed since the last time. */
    void tell(long now) {
        for (Channel spots : channels.values()) {
            spots.settle();
            Map<Place, List<PrintedLines>> byPlace = new HashMap<>();
            for (PrintedLines lines : spots.all()) {
                Place place = lines.takesPassed() ? lines.site.place() : null;
                if (place == null) {
                    observations.unplaced("log.print", lines.takeUnplaced());
                } else if (lines.site.direct()) {
                    byPlace.computeIfAbsent(place, any -> new ArrayList<>(1)).add(lines);
                }
            }
            byPlace.values().forEach(ways -> {
                LinePrinted news = PrintedLines.news(ways, now);
                if (news != null) {
                    observations.add(news);
                }
            });
        }
    }

    /** Makes the origin of what is reported later. */
    static Origin origin(long now, PrintedLines of) {
        return new Origin(now, of.inRequest() ? Phase.REQUEST : Phase.JOB, of.lastUnit(), of.site, 0);
    }
}
