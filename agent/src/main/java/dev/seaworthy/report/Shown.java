package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.observation.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the application said, as text for people: each of it one bounded line without control characters. */
final class Shown {

    private static final int LONGEST = 500;

    private Shown() {}

    /** One line of at most 500 characters of the text. */
    static String line(String text) {
        return OneLine.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }

    /** Where a finding is. */
    static String place(Finding finding) {
        return finding.location() == null
                ? "the whole process"
                : line(finding.location().toString());
    }

    /** Evidence, a line each: {@code opens = 12}. */
    static List<String> evidence(Finding finding) {
        List<String> lines = new ArrayList<>();
        finding.evidence().forEach((name, value) -> {
            if (!name.equals(Finding.FORMER_IDS)) { // for baselines only
                lines.add(line(name + " = " + text(value)));
            }
        });
        return lines;
    }

    /** How often and for how long: {@code 12 times within 40 s}. */
    static String frequency(Finding finding) {
        long seconds = Math.max(0, finding.lastSeen() - finding.firstSeen()) / 1_000;
        String times = finding.count() == 1 ? "once" : finding.count() + " times";
        if (finding.count() == 1 || seconds == 0) {
            return times;
        }
        return times + " within " + (seconds < 120 ? seconds + " s" : seconds / 60 + " min");
    }

    /** Who called the place of a finding, the nearest first; a stack begins inside the library that was called. */
    static List<String> callers(Finding finding, int most) {
        Place location = finding.location();
        int place = location == null ? -1 : finding.stack().indexOf(location);
        return finding.stack().stream()
                .skip(place < 0 ? finding.stack().size() : place + 1L)
                .limit(most)
                .map(frame -> line(frame.toString()))
                .toList();
    }

    /** The nearest caller of the place that is likely the application's, too: what frameworks do in between says nothing. */
    static @Nullable String ownCaller(Finding finding) {
        Place location = finding.location();
        int place = location == null ? -1 : finding.stack().indexOf(location);
        String home = place < 0 || location == null ? "" : location.home();
        return finding.stack().stream()
                .skip(place + 1L)
                .filter(frame -> !home.isEmpty() && frame.className().startsWith(home))
                .findFirst()
                .map(frame -> line(frame.toString()))
                .orElse(null);
    }

    static String text(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return String.join(", ", list.stream().map(Shown::text).toList());
        }
        if (value instanceof Map<?, ?> map) {
            List<String> parts = new ArrayList<>();
            map.forEach((name, part) -> parts.add(name + "=" + text(part)));
            return String.join(", ", parts);
        }
        return String.valueOf(value);
    }
}
