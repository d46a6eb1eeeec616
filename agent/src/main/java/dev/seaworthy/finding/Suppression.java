package dev.seaworthy.finding;

import dev.seaworthy.config.Spelling;
import dev.seaworthy.observation.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Findings that the user asked not to hear of: the setting {@code suppress}. One thread at a time. */
final class Suppression {

    private static final int MOST_WARNINGS = 10;

    private final List<Line> lines = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Collection<String> rules;

    /** One entry, its reason, and whether it has covered anything. */
    static final class Line {
        final @Nullable String reason;
        private final String text;
        private final Pattern rule;
        private final Pattern type;
        private final @Nullable Pattern method;
        private boolean used;

        private Line(String text, String rule, String place, @Nullable String reason) {
            int hash = place.indexOf('#');
            String name = hash < 0 ? place : place.substring(0, hash);
            // A name without a star covers the class with what is nested in it, or the package with what is below it.
            String rest = name.indexOf('*') < 0 ? "(?:[.$].*)?" : "";
            this.text = text;
            this.reason = reason;
            this.rule = Pattern.compile(glob(rule));
            this.type = Pattern.compile(glob(name) + rest);
            this.method = hash < 0 ? null : Pattern.compile(glob(place.substring(hash + 1)));
        }

        private boolean covers(@Nullable Place place) {
            if (place == null) {
                return method == null && type.matcher("").matches();
            }
            return type.matcher(place.className()).matches()
                    && (method == null || method.matcher(place.method()).matches());
        }
    }

    /**
     * @param words {@code rule@place}, {@code rule} for all its places, or {@code file:PATH}
     * @param rules the ids that there are
     */
    Suppression(List<String> words, Collection<String> rules) {
        this.rules = rules;
        for (String word : words) {
            if (word.startsWith("file:")) {
                readFile(word.substring("file:".length()));
            } else {
                add("setting 'suppress'", word, null);
            }
        }
    }

    /** The entry that covers a finding there, null for none. */
    @Nullable
    Line covering(String rule, @Nullable Place place) {
        for (Line line : lines) {
            if (line.rule.matcher(rule).matches() && line.covers(place)) {
                line.used = true;
                return line;
            }
        }
        return null;
    }

    /** The entries that covered nothing although one of their rules had something to judge. */
    List<String> stale(Predicate<String> judged) {
        List<String> stale = new ArrayList<>();
        for (Line line : lines) {
            if (!line.used
                    && rules.stream().anyMatch(id -> line.rule.matcher(id).matches() && judged.test(id))) {
                stale.add(line.text);
            }
        }
        return stale;
    }

    List<String> warnings() {
        return warnings;
    }

    private void add(String where, String word, @Nullable String reason) {
        int at = word.indexOf('@');
        String rule = (at < 0 ? word : word.substring(0, at)).trim();
        String place = at < 0 ? "*" : word.substring(at + 1).trim();
        String trouble = trouble(rule, place);
        if (trouble == null) {
            lines.add(new Line(word, rule, place, reason));
        } else if (warnings.size() < MOST_WARNINGS) {
            warnings.add(where + " has '" + word + "', and " + trouble + "; it suppresses nothing");
        }
    }

    private @Nullable String trouble(String rule, String place) {
        Pattern pattern = Pattern.compile(glob(rule));
        if (rules.stream().noneMatch(id -> pattern.matcher(id).matches())) {
            return "no rule is called '" + rule + "'" + Spelling.hint(rule, rules);
        }
        if (place.isEmpty() || place.chars().anyMatch(Character::isWhitespace)) {
            return "'" + place
                    + "' is not a place: write a class, a package or class#method, with * for anything, and a"
                    + " reason after a blank and #";
        }
        return null;
    }

    private void readFile(String path) {
        try {
            int number = 0;
            for (String line : TextFile.lines(path)) {
                number++;
                // class#method has a # of its own: a reason stands behind a blank.
                String[] parts = (" " + line).split("\\s#", 2);
                String bare = parts[0].trim();
                if (!bare.isEmpty()) {
                    String reason = parts.length == 2 ? parts[1].trim() : "";
                    add("suppress file '" + path + "' line " + number, bare, reason.isEmpty() ? null : reason);
                }
            }
        } catch (IOException unreadable) {
            warnings.add("cannot read the file '" + path + "' that setting 'suppress' names: it suppresses nothing ("
                    + unreadable.getMessage() + ")");
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
