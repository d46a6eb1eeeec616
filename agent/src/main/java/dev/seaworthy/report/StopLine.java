package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The line at stop: what was found, what nothing was seen of, and whose code was taken for the application's. */
public final class StopLine {

    private static final int MOST_ROOTS = 5;

    private StopLine() {}

    /** @param upMillis how long the agent has been there */
    public static String of(Collection<Finding> findings, Coverage coverage, long upMillis) {
        int[] open = new int[Severity.values().length];
        int confirmed = 0;
        int suspected = 0;
        int quiet = 0;
        for (Finding finding : findings) {
            if (finding.isOpen()) {
                confirmed++;
                open[finding.severity().ordinal()]++;
            } else if (finding.state() == State.CONFIRMED) {
                quiet++;
            } else if (finding.state() == State.SUSPECTED) {
                suspected++;
            }
        }
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            if (open[severity.ordinal()] > 0) {
                parts.add(open[severity.ordinal()] + " " + severity.label());
            }
        }
        int blind = 0;
        for (Coverage.RuleState rule : coverage.rules()) {
            blind += rule.state().equals("not-evaluated") ? 1 : 0;
        }
        long unplaced = 0;
        for (long one : coverage.unplaced().values()) {
            unplaced += one;
        }
        return "stopped after " + upMillis / 1_000 + " s: " + confirmed + (confirmed == 1 ? " finding" : " findings")
                + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")")
                + (suspected == 0 ? "" : ", " + suspected + " suspected")
                + (quiet == 0 ? "" : ", " + quiet + " in the baseline or suppressed")
                + (blind == 0 ? "" : "; " + blind + " rules saw nothing to judge")
                + (unplaced == 0 ? "" : "; " + Coverage.unplaced(unplaced))
                + application(coverage.applicationRoots());
    }

    /** Which packages were taken for the application's, the first few by name. */
    private static String application(List<String> roots) {
        int shown = Math.min(roots.size(), MOST_ROOTS);
        return roots.isEmpty()
                ? ""
                : "; application " + String.join(", ", roots.subList(0, shown))
                        + (roots.size() > shown ? " and " + (roots.size() - shown) + " more" : "");
    }
}
