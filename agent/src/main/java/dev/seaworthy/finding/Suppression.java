package dev.seaworthy.finding;

import dev.seaworthy.config.Spelling;
import dev.seaworthy.observation.Place;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Findings that the user asked not to hear of: the setting {@code suppress}. One thread at a time. */
final class Suppression {

    private static final int MOST_WARNINGS = 10;
    private static final int MOST_LINES = 10_000;
    private static final int LONGEST_LINE = 1_000;

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
        private final @Nullable Until until;
        private boolean used;

        private Line(String text, String rule, String place, @Nullable String reason, @Nullable Until until) {
            int hash = place.indexOf('#');
            String name = hash < 0 ? place : place.substring(0, hash);
            // A name without a star covers the class with what is nested in it, or the package with what is below it.
            String rest = name.indexOf('*') < 0 ? "(?:[.$].*)?" : "";
            this.text = text;
            this.reason = until == null ? reason : until.with(reason);
            this.until = until;
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

    /** The entry that covers a finding there today, null for none. */
    @Nullable
    Line covering(String rule, @Nullable Place place) {
        for (Line line : lines) {
            if (line.rule.matcher(rule).matches() && line.covers(place)) {
                line.used = true;
                if (line.until == null || !line.until.isOver()) {
                    return line;
                }
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
        if (word.length() > LONGEST_LINE) {
            warn(where + " has " + word.length() + " characters, and an entry has at most " + LONGEST_LINE
                    + "; it suppresses nothing");
            return;
        }
        Until until = null;
        String trouble = null;
        try {
            until = Until.in(word);
            until = until == null ? Until.in(reason) : until;
        } catch (DateTimeException noDay) {
            trouble = "it names a day that does not exist: write it as 'until 2027-03-01'";
        }
        int end = word.indexOf(" until ");
        String bare = end < 0 || until == null ? word : word.substring(0, end);
        int at = bare.indexOf('@');
        String rule = (at < 0 ? bare : bare.substring(0, at)).trim();
        String place = at < 0 ? "*" : bare.substring(at + 1).trim();
        trouble = trouble == null ? trouble(rule, place) : trouble;
        if (trouble == null) {
            lines.add(new Line(word, rule, place, reason, until));
        } else {
            warn(where + " has '" + word + "', and " + trouble + "; it suppresses nothing");
        }
    }

    private void warn(String text) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(text);
        }
    }

    private @Nullable String trouble(String rule, String place) {
        Pattern pattern = Pattern.compile(glob(rule));
        if (rules.stream().noneMatch(id -> pattern.matcher(id).matches())) {
            // A file that is no list of suppressions has nothing but such lines.
            String hint = warnings.size() < MOST_WARNINGS ? Spelling.hint(rule, rules) : "";
            return "no rule is called '" + rule + "'" + (hint.isEmpty() ? RuleSelection.WHERE_TO_LOOK : hint);
        }
        if (place.isEmpty() || place.chars().anyMatch(Character::isWhitespace)) {
            return "'" + place
                    + "' is not a place: write a class, a package or class#method, with * for anything, and a"
                    + " reason after a blank and #; until 2027-03-01 may stand between";
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
                    if (lines.size() >= MOST_LINES) {
                        warnings.add("suppress file '" + path + "' has more than " + MOST_LINES
                                + " entries: what follows from line " + number + " on suppresses nothing");
                        return;
                    }
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
