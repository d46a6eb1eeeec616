package dev.seaworthy.cli;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.report.Coverage;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what fails a build, and what does not and why. */
final class Verdict {

    private final Severity failOn;
    private final Map<Severity, Integer> failing = new EnumMap<>(Severity.class);
    private int milder;
    private int suspected;
    private int inBaseline;
    private int suppressed;

    Verdict(Severity failOn) {
        this.failOn = failOn;
    }

    /** Counts a finding whose status says whether it is accepted. */
    boolean fails(Finding finding) {
        if (finding.state() == Finding.State.RESOLVED) {
            return false;
        }
        if (finding.status() == Finding.Status.SUPPRESSED) {
            suppressed++;
        } else if (finding.state() == Finding.State.SUSPECTED) {
            suspected++;
        } else if (finding.status() == Finding.Status.BASELINE) {
            inBaseline++;
        } else if (!finding.severity().atLeast(failOn)) {
            milder++;
        } else {
            failing.merge(finding.severity(), 1, Integer::sum);
            return true;
        }
        return false;
    }

    boolean isClean() {
        return failing.isEmpty();
    }

    /** One line, such as {@code 2 findings at or above high (1 blocker, 1 high) in 3 reports; 4 suspected}. */
    String summary(int reports, List<Coverage.RuleState> rules) {
        int count = failing.values().stream().mapToInt(Integer::intValue).sum();
        List<String> parts = new ArrayList<>();
        failing.forEach((severity, many) -> parts.add(many + " " + severity.label()));
        List<String> rest = new ArrayList<>();
        add(rest, milder, "below " + failOn.label());
        add(rest, suspected, "only suspected");
        add(rest, inBaseline, "in the baseline");
        add(rest, suppressed, "suppressed");
        long active =
                rules.stream().filter(rule -> rule.state().equals("active")).count();
        return (count == 0 ? "clean: no finding" : count + (count == 1 ? " finding" : " findings"))
                + " at or above " + failOn.label()
                + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")")
                + " in " + reports + (reports == 1 ? " report" : " reports")
                + (rest.isEmpty() ? "" : "; not counted: " + String.join(", ", rest))
                + "; " + active + " of " + rules.size() + " rules had something to judge";
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
