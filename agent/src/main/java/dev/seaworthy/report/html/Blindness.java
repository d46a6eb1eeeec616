package dev.seaworthy.report.html;

import dev.seaworthy.report.Coverage;
import dev.seaworthy.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the agent could not see, so that a clean report is never mistaken for a blind one. */
final class Blindness {

    private static final int MOST_WHY = 300;
    private static final int MOST_NAME = 100;

    /** A name, and what is to say about it. */
    record Line(String name, String why) {}

    private final Report report;

    Blindness(Report report) {
        this.report = report;
    }

    /** How many rules were judged, in a sentence. */
    String judged() {
        long active = report.rules().stream()
                .filter(rule -> rule.state().equals("active"))
                .count();
        return report.rules().isEmpty()
                ? "This report does not say which rules were judged."
                : Words.number(active) + " of "
                        + Words.count(report.rules().size(), "rule was judged", "rules were judged") + ".";
    }

    List<Line> rules() {
        List<Line> lines = new ArrayList<>();
        for (Coverage.RuleState rule : report.rules()) {
            if (!rule.state().equals("active") || rule.why() != null) {
                String why = rule.why() == null ? "" : rule.why();
                lines.add(new Line(Words.cut(rule.rule(), MOST_NAME), Words.cut(why, MOST_WHY)));
            }
        }
        return lines;
    }

    List<Line> hooks() {
        List<Line> lines = new ArrayList<>();
        for (Coverage.HookState hook : report.hooks()) {
            if (!hook.installed()) {
                String why = hook.why() == null ? "" : hook.why();
                lines.add(new Line(Words.cut(hook.hook(), MOST_NAME), Words.cut(why, MOST_WHY)));
            }
        }
        return lines;
    }

    String hooksTold() {
        int all = report.hooks().size();
        int missing = hooks().size();
        return Words.number(all - missing) + " of " + Words.count(all, "hook", "hooks") + " are installed; "
                + (missing == 1 ? "1 is not" : Words.number(missing) + " are not");
    }

    /** What was dropped and what failed; only what is not 0. */
    List<Line> losses() {
        List<Line> lines = new ArrayList<>();
        add(lines, "dropped", report.dropped());
        add(lines, "failed", report.errors());
        return lines;
    }

    private static void add(List<Line> lines, String what, Map<String, Long> counts) {
        counts.forEach((where, count) -> {
            if (count != 0) {
                lines.add(new Line(Words.cut(where, MOST_NAME), Words.number(count) + ' ' + what));
            }
        });
    }
}
