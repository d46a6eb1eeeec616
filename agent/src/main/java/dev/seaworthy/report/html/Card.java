package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.observation.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding at full length.
 *
 * @param title class without its package, and method
 * @param line file and line, empty if unknown
 * @param badge the severity where it differs from that of the others around it, else empty
 * @param times how often and since when
 * @param silence the setting that silences this one place
 */
record Card(
        String anchor,
        String title,
        String pack,
        String line,
        String severity,
        String badge,
        boolean suspected,
        String variant,
        String times,
        String said,
        String target,
        Evidence evidence,
        String fix,
        List<String> stack,
        String silence,
        @Nullable LatencyBar latency,
        @Nullable PoolBar pool) {

    private static final int MOST_NAME = 160;
    private static final int MOST_SAID = 700;
    private static final int MOST_FRAMES = 16;
    private static final int MOST_PATTERN = 400;

    /** @param around the severity that stands above all of them */
    static Card of(Finding finding, String anchor, String around) {
        Place place = finding.location();
        List<String> stack = new ArrayList<>();
        for (Place frame : finding.stack()) {
            if (stack.size() < MOST_FRAMES) {
                stack.add(Words.cut(frame.toString(), MOST_NAME * 2));
            }
        }
        return new Card(
                anchor,
                title(place),
                place == null ? "" : pack(place),
                line(place),
                finding.severity().label(),
                finding.severity().label().equals(around)
                        ? ""
                        : finding.severity().label(),
                finding.state() == Finding.State.SUSPECTED,
                finding.variant() == null ? "" : Words.cut(finding.variant(), MOST_NAME),
                times(finding),
                Words.sentence(Words.cut(finding.message(), MOST_SAID)),
                Words.cut(finding.target(), MOST_NAME * 2),
                Evidence.of(finding),
                Words.sentence(Words.cut(finding.fix(), MOST_SAID)),
                stack,
                silence(finding),
                LatencyBar.of(finding),
                PoolBar.of(finding));
    }

    static String title(@Nullable Place place) {
        if (place == null) {
            return "The whole process";
        }
        String type = place.className().substring(place.className().lastIndexOf('.') + 1);
        return Words.cut(type + "." + place.method(), MOST_NAME);
    }

    static String line(@Nullable Place place) {
        if (place == null || place.file() == null) {
            return "";
        }
        return Words.cut(place.file() + (place.line() > 0 ? ":" + place.line() : ""), MOST_NAME);
    }

    private static String pack(Place place) {
        return Words.cut(
                place.className().substring(0, Math.max(0, place.className().lastIndexOf('.'))), MOST_NAME);
    }

    static String times(Finding finding) {
        String span = finding.lastSeen() - finding.firstSeen() < 1_000
                ? "at " + Words.clock(finding.firstSeen())
                : Words.clock(finding.firstSeen()) + " to " + Words.clock(finding.lastSeen());
        return (finding.count() == 1 ? "once, " : Words.number(finding.count()) + " times, ") + span;
    }

    /** {@code suppress=rule@class#method}; a name that could not stand in a setting gets stars in its place. */
    static String silence(Finding finding) {
        Place place = finding.location();
        String rule = "suppress=" + Words.cut(finding.rule(), MOST_NAME);
        if (place == null) {
            return rule;
        }
        int generated = place.className().indexOf("$$");
        String type = generated > 0 ? place.className().substring(0, generated) : place.className();
        return rule + "@" + plain(type) + "#" + plain(place.method());
    }

    private static String plain(String name) {
        String start = name.length() <= MOST_PATTERN ? name : name.substring(0, MOST_PATTERN) + "*";
        return start.replaceAll("[^\\p{L}\\p{N}.$_<>*-]+", "*");
    }
}
