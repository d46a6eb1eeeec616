package dev.seaworthy.finding;

import dev.seaworthy.observation.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Findings that the user asked not to hear of: the setting {@code suppress}. Immutable. */
final class Suppression {

    private record Line(
            Pattern rule, Pattern type, @Nullable Pattern method) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param words {@code rule@place}, {@code rule} for all its places, or {@code file:PATH} */
    Suppression(List<String> words) {
        for (String word : words) {
            if (word.startsWith("file:")) {
                readFile(word.substring("file:".length()));
            } else {
                add(word);
            }
        }
    }

    boolean covers(String rule, @Nullable Place place) {
        for (Line line : lines) {
            if (line.rule.matcher(rule).matches() && covers(line, place)) {
                return true;
            }
        }
        return false;
    }

    List<String> warnings() {
        return warnings;
    }

    private static boolean covers(Line line, @Nullable Place place) {
        if (place == null) {
            return line.method == null && line.type.matcher("").matches();
        }
        return line.type.matcher(place.className()).matches()
                && (line.method == null || line.method.matcher(place.method()).matches());
    }

    private void add(String word) {
        int at = word.indexOf('@');
        String rule = at < 0 ? word : word.substring(0, at);
        String place = at < 0 ? "*" : word.substring(at + 1);
        int hash = place.indexOf('#');
        String type = hash < 0 ? place : place.substring(0, hash);
        // A name without a star covers the class with what is nested in it, or the package with what is below it.
        String rest = type.indexOf('*') < 0 ? "(?:[.$].*)?" : "";
        lines.add(new Line(
                Pattern.compile(glob(rule)),
                Pattern.compile(glob(type) + rest),
                hash < 0 ? null : Pattern.compile(glob(place.substring(hash + 1)))));
    }

    private void readFile(String path) {
        try {
            for (String line : TextFile.lines(path)) {
                // class#method has a # of its own: a reason stands behind a blank.
                String bare = (" " + line).replaceFirst("\\s#.*", "").trim();
                if (!bare.isEmpty()) {
                    add(bare);
                }
            }
        } catch (IOException unreadable) {
            warnings.add("cannot read the file that setting 'suppress' names, '" + path
                    + "': nothing is suppressed by it (" + unreadable.getMessage() + ")");
        }
    }

    private static String glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (String literal : text.trim().split("\\*", -1)) {
            regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
        }
        return regex.toString();
    }
}
