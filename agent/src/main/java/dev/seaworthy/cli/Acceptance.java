package dev.seaworthy.cli;

import dev.seaworthy.finding.Baseline;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.finding.Until;
import dev.seaworthy.report.Report;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides which findings of a report are accepted, and brings the baseline up to date if that was asked for. */
final class Acceptance {

    private static final int DAYS_BEFORE = 7;
    private static final int MOST_STALE = 20;
    private static final String USUAL = "seaworthy.baseline";

    private final @Nullable String path;
    private final @Nullable Baseline baseline;
    private final boolean update;
    private final boolean acceptNew;
    private final boolean strict;
    private final List<String> notes = new ArrayList<>();
    private @Nullable Ratchet ratchet;
    private boolean stale;

    /**
     * @param path null for no baseline
     * @param baseline what the file holds, null if there is none yet
     */
    Acceptance(@Nullable String path, @Nullable Baseline baseline, boolean update, boolean acceptNew, boolean strict) {
        this.path = path;
        this.baseline = baseline;
        this.update = update;
        this.acceptNew = acceptNew;
        this.strict = strict;
    }

    boolean updates() {
        return update;
    }

    /** The report with the status that each finding has by this baseline, and by today's date. */
    Report apply(Report report) {
        Report today =
                report.with(report.findings().stream().map(Acceptance::today).toList());
        Ratchet updated = update ? new Ratchet(baseline, today, acceptNew) : null;
        ratchet = updated;
        List<Finding> applied = new ArrayList<>();
        for (int i = 0; i < report.findings().size(); i++) {
            Finding now = accepted(today.findings().get(i), updated);
            applied.add(now);
            if (now.state() == State.CONFIRMED) {
                remind(
                        now,
                        now.status() == Status.OPEN ? over(report.findings().get(i)) : Until.readable(now.reason()));
            }
        }
        if (baseline != null && updated == null) {
            stale(Ratchet.stale(baseline, today));
        }
        return report.with(applied);
    }

    /** What the agent took for accepted may be so no longer. */
    private static Finding today(Finding finding) {
        Until until = finding.status() == Status.OPEN ? null : Until.readable(finding.reason());
        return until != null && until.isOver() ? finding.with(Status.OPEN, null) : finding;
    }

    private Finding accepted(Finding finding, @Nullable Ratchet updated) {
        if (finding.status() == Status.OPEN && finding.state() == State.CONFIRMED) {
            for (String id : finding.ids()) {
                if (updated != null ? updated.holds(id) : baseline != null && baseline.holds(id)) {
                    return finding.with(Status.BASELINE, baseline == null ? null : baseline.reason(id));
                }
            }
        }
        return finding;
    }

    /** The day from which a finding that is open counts again, null if it was never accepted. */
    private @Nullable Until over(Finding finding) {
        if (baseline != null) {
            for (Baseline.Line line : baseline.lines()) {
                if (line.isOver() && finding.ids().contains(line.id())) {
                    return line.until();
                }
            }
        }
        return Until.readable(finding.reason());
    }

    private void remind(Finding finding, @Nullable Until until) {
        if (until == null) {
            return;
        }
        long days = until.daysLeft();
        if (days <= 0) {
            notes.add(finding.id() + " was accepted until " + until.day() + " and counts again");
        } else if (days <= DAYS_BEFORE) {
            notes.add(finding.id() + " is accepted until " + until.day() + ": it counts again in " + days
                    + (days == 1 ? " day" : " days"));
        }
    }

    private void stale(List<Baseline.Line> lines) {
        stale = strict && !lines.isEmpty();
        if (stale) {
            for (Baseline.Line line : lines.subList(0, Math.min(MOST_STALE, lines.size()))) {
                notes.add("baseline " + path + ": the finding of line '" + line.text() + "' is fixed");
            }
        }
        if (!lines.isEmpty()) {
            notes.add("baseline " + path + ": " + lines.size() + (lines.size() == 1 ? " line is" : " lines are")
                    + " no longer needed; remove with --update-baseline");
        }
    }

    /** Whether the baseline has lines that it must not have. */
    boolean isStale() {
        return stale;
    }

    /** Writes the baseline if it is to be updated; says what there is to say of it. */
    List<String> finish() {
        Ratchet updated = ratchet;
        if (updated != null) {
            String file = String.valueOf(path);
            updated.write(file);
            notes.add(updated.told(file));
        }
        return List.copyOf(notes);
    }

    /** The command that accepts everything that fails. */
    String command(List<String> reports, Severity failOn) {
        StringBuilder command = new StringBuilder("java -jar seaworthy-agent.jar check");
        reports.forEach(report -> command.append(' ').append(word(report)));
        if (failOn != Severity.HIGH) {
            command.append(" --fail-on ").append(failOn.label().toLowerCase(Locale.ROOT));
        }
        command.append(" --baseline ").append(word(path == null ? USUAL : path));
        return command.append(" --update-baseline --accept-new").toString();
    }

    /** What a shell would split or expand stands in quotes. */
    private static String word(String text) {
        return text.matches("[-\\w./:=+,@%]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
