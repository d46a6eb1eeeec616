package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.observation.Place;

/** The setting that silences one finding at its one place. */
public final class SuppressLine {

    private static final int MOST_RULE = 160;
    private static final int MOST_PATTERN = 400;

    private SuppressLine() {}

    /** {@code suppress=rule@class#method}; a name that could not stand in a setting gets stars in its place. */
    public static String of(Finding finding) {
        Place place = finding.location();
        String rule = "suppress=" + cut(finding.rule(), MOST_RULE);
        if (place == null) {
            return rule;
        }
        int generated = place.className().indexOf("$$");
        String type = generated > 0 ? place.className().substring(0, generated) : place.className();
        return rule + "@" + plain(type) + "#" + plain(place.method());
    }

    private static String plain(String name) {
        return cut(name, MOST_PATTERN).replaceAll("[^\\p{L}\\p{N}.$_<>*-]+", "*");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "*";
    }
}
