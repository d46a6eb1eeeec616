package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * How many findings there are of each severity, as one bar and as numbers.
 *
 * @param told the numbers in words
 */
record Severities(List<Part> parts, List<Part> bar, long sum, String told) {

    private static final int FULL = 1_000;
    private static final int GAP = 6;
    private static final int NARROWEST = 12;

    /** One severity. */
    record Part(String severity, long count, int x, int width) {}

    static Severities of(List<Finding> findings) {
        long[] counts = new long[Severity.values().length];
        for (Finding finding : findings) {
            counts[finding.severity().ordinal()]++;
        }
        int shown = 0;
        for (long count : counts) {
            shown += count > 0 ? 1 : 0;
        }
        List<Part> parts = new ArrayList<>();
        List<Part> bar = new ArrayList<>();
        List<String> words = new ArrayList<>();
        int room = FULL - Math.max(0, shown - 1) * GAP - shown * NARROWEST;
        int x = 0;
        for (Severity severity : Severity.values()) {
            long count = counts[severity.ordinal()];
            int width = count == 0 ? 0 : NARROWEST + (int) (room * count / findings.size());
            Part part = new Part(severity.label(), count, x, width);
            parts.add(part);
            if (count > 0) {
                bar.add(part);
                words.add(
                        severity == Severity.BLOCKER
                                ? Words.count(count, "blocker", "blockers")
                                : Words.number(count) + ' ' + severity.label());
                x += width + GAP;
            }
        }
        return new Severities(parts, bar, findings.size(), joined(words));
    }

    private static String joined(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
