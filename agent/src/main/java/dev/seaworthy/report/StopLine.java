package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The line at stop: what was found, what nothing was seen of, and whose code was taken for the application's. */
public final class StopLine {

    private static final int MOST_ROOTS = 5;

    private StopLine() {}

    /** How each that is without findings begins. */
    public static String clean(long upMillis) {
        return "No findings in " + Timestamp.span(upMillis);
    }

    /**
     * @param findings the most urgent first
     * @param lowest the lowest severity that is logged
     * @param reports files that were written
     * @param upMillis how long the agent has been there
     */
    public static String of(
            Collection<Finding> findings, Severity lowest, Coverage coverage, List<String> reports, long upMillis) {
        List<Finding> logged = new ArrayList<>();
        List<Finding> quiet = new ArrayList<>();
        int suspected = 0;
        int accepted = 0;
        for (Finding finding : findings) {
            if (finding.isOpen()) {
                (finding.severity().atLeast(lowest) ? logged : quiet).add(finding);
            } else if (finding.state() == State.CONFIRMED) {
                accepted++;
            } else if (finding.state() == State.SUSPECTED) {
                suspected++;
            }
        }
        List<String> parts = new ArrayList<>();
        if (!logged.isEmpty()) {
            parts.add(bySeverity(logged));
        }
        if (!quiet.isEmpty()) {
            parts.add(bySeverity(quiet) + " not logged");
        }
        if (suspected > 0) {
            parts.add(suspected + " suspected");
        }
        if (accepted > 0) {
            parts.add(accepted + " in the baseline or suppressed");
        }
        int count = logged.size();
        String begin = count == 0
                ? clean(upMillis)
                : count + (count == 1 ? " finding in " : " findings in ") + Timestamp.span(upMillis);
        return begin
                + (parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")")
                + (count == 0 ? "" : first(logged.get(0)))
                + (reports.isEmpty() ? "" : ". Report: " + String.join(", ", reports))
                + (count == 0 || !reports.isEmpty() ? "" : ". To keep the findings, set report=report.html")
                + seen(coverage)
                + application(coverage.applicationRoots());
    }

    /** {@code 8 blocker, 10 high}. */
    static String bySeverity(List<Finding> findings) {
        int[] counts = new int[Severity.values().length];
        for (Finding finding : findings) {
            counts[finding.severity().ordinal()]++;
        }
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            if (counts[severity.ordinal()] > 0) {
                parts.add(counts[severity.ordinal()] + " " + severity.label());
            }
        }
        return String.join(", ", parts);
    }

    private static String first(Finding finding) {
        Place place = finding.location();
        if (place == null) {
            return ". First: " + finding.rule();
        }
        String name = place.className().substring(place.className().lastIndexOf('.') + 1);
        String file = place.file() == null ? name : place.file();
        return ". First: " + finding.rule() + " at " + file + (place.line() > 0 ? ":" + place.line() : "");
    }

    private static String seen(Coverage coverage) {
        int blind = 0;
        for (Coverage.RuleState rule : coverage.rules()) {
            blind += rule.state().equals("not-evaluated") ? 1 : 0;
        }
        long unplaced = 0;
        for (long one : coverage.unplaced().values()) {
            unplaced += one;
        }
        return (blind == 0 ? "" : ". " + blind + (blind == 1 ? " rule" : " rules") + " saw nothing to judge")
                + (unplaced == 0 ? "" : ". " + Coverage.unplaced(unplaced));
    }

    /** Which packages were taken for the application's, the first few by name. */
    private static String application(List<String> roots) {
        int shown = Math.min(roots.size(), MOST_ROOTS);
        return roots.isEmpty()
                ? ""
                : ". Application: " + String.join(", ", roots.subList(0, shown))
                        + (roots.size() > shown ? " and " + (roots.size() - shown) + " more" : "");
    }
}
