package dev.seaworthy.finding;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Findings that were there before: a text file with one id a line, its count behind it, place and date in a comment behind
 * {@code #}, and, where the user wrote one, the reason behind another {@code #}. A line with {@code until 2027-03-01}
 * accepts nothing from that day on. Immutable.
 */
public final class Baseline {

    /** Ends what the tool writes; a comment without one is all the user's. */
    private static final Pattern DATED = Pattern.compile(".*\\b\\d{4}-\\d{2}-\\d{2}");

    private static final int MOST_WARNINGS = 10;
    private static final int LONGEST_LINE = 10_000;

    private final Map<String, Line> lines = new TreeMap<>();
    private final List<String> header = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * One finding.
     *
     * @param text the line as it stands in the file
     * @param reason what the user wrote about it, null for nothing
     * @param above comment lines right above it, which belong to it
     * @param until the day from which it counts again, null for never
     */
    public record Line(
            String id,
            String text,
            @Nullable String reason,
            List<String> above,
            @Nullable Until until) {

        /** Whether its day has come: it accepts nothing now. */
        public boolean isOver() {
            return until != null && until.isOver();
        }
    }

    /** @param path null for none; one that cannot be read is a warning */
    Baseline(@Nullable String path) {
        if (path == null) {
            return;
        }
        try {
            parse(path, TextFile.lines(path));
        } catch (IOException unreadable) {
            warnings.add("cannot read the file '" + path
                    + "' that setting 'baseline' names: every finding counts as new (" + unreadable.getMessage() + ")");
        }
    }

    private Baseline(String path, List<String> lines) {
        parse(path, lines);
    }

    /** Reads a file. */
    public static Baseline read(String path) throws IOException {
        return new Baseline(path, TextFile.lines(path));
    }

    /** Whether it accepts a finding today. */
    public boolean holds(String id) {
        Line line = lines.get(id);
        return line != null && !line.isOver();
    }

    /** Why and until when the finding is accepted, null if nobody said or if it is not. */
    public @Nullable String reason(String id) {
        Line line = lines.get(id);
        return line == null || line.isOver() ? null : line.reason;
    }

    /** Its findings by id. */
    public Collection<Line> lines() {
        return lines.values();
    }

    /** Comment lines at the top, down to the first empty line. */
    public List<String> header() {
        return header;
    }

    /** What was wrong, one text each. */
    public List<String> warnings() {
        return warnings;
    }

    private void parse(String path, List<String> all) {
        List<String> above = new ArrayList<>();
        boolean top = true;
        for (int i = 0; i < all.size(); i++) {
            String text = all.get(i).strip();
            if (text.isEmpty() || text.startsWith("#")) {
                if (!text.isEmpty()) {
                    above.add(text);
                } else if (top) {
                    header.addAll(above);
                    above.clear();
                    top = false;
                }
                continue;
            }
            top = false;
            take(path, i + 1, text, List.copyOf(above));
            above.clear();
        }
    }

    private void take(String path, int number, String text, List<String> above) {
        int comment = (" " + text).indexOf(" #");
        String bare =
                comment < 0 ? text : text.substring(0, Math.max(0, comment - 1)).strip();
        String[] words = bare.split("\\s+");
        int last = words.length > 2 && words[words.length - 2].equals("until") ? words.length - 2 : words.length;
        String reason = comment < 0 ? null : said(text.substring(comment));
        Until until;
        try {
            until = last < words.length ? day(words[last + 1]) : Until.in(reason);
        } catch (DateTimeException noDay) {
            warn(path, number, "names a day that does not exist: write it as 'until 2027-03-01'");
            return;
        }
        if (text.length() > LONGEST_LINE || !Finding.isId(words[0]) || last > 2 || last == 2 && !isCount(words[1])) {
            warn(
                    path,
                    number,
                    "is not a finding: a line is an id and a count, such as 'plain-http-0123456789ab 3 # why', and may"
                            + " have 'until 2027-03-01' before the #");
            return;
        }
        lines.put(words[0], new Line(words[0], text, until == null ? reason : until.with(reason), above, until));
    }

    private void warn(String path, int number, String trouble) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add("baseline '" + path + "' line " + number + " " + trouble + "; it is ignored");
        }
    }

    private static Until day(String word) {
        return new Until(LocalDate.parse(word));
    }

    private static @Nullable String said(String comment) {
        String said = comment.substring(1).strip();
        int own = said.indexOf(" # ");
        if (own >= 0) {
            said = said.substring(own + 3).strip();
        } else if (DATED.matcher(said).matches()) {
            return null;
        }
        return said.isEmpty() ? null : said;
    }

    private static boolean isCount(String word) {
        return word.length() <= 19 && word.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
