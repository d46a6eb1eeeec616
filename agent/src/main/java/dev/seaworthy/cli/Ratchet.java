package dev.seaworthy.cli;

import dev.seaworthy.finding.Baseline;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.report.Coverage;
import dev.seaworthy.report.OneLine;
import dev.seaworthy.report.Report;
import dev.seaworthy.report.ReportFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a baseline so that it can only shrink: a line stays as it is while its finding is there, and goes when the
 * finding is gone. A line also stays while its rule saw nothing to judge, since a run that never called the database has
 * not fixed how it is called. Nothing depends on today's date, so the same reports give the same file.
 */
final class Ratchet {

    private static final int LONGEST = 200;
    private static final int HASH = "-0123456789ab".length();

    private static final List<String> HEADER = List.of(
            "# Accepted findings: they do not fail the build. One per line: id, count, place and date;",
            "# write the reason after another #. 'check --update-baseline' removes what is fixed and adds nothing.");

    private final Map<String, Baseline.Line> kept = new TreeMap<>();
    private final Map<String, String> added = new TreeMap<>();
    private final List<String> header;
    private int dropped;
    private int unjudged;

    /**
     * @param old what the file holds, null if there is none yet: then everything is new, and taken in
     * @param acceptNew whether to take in what is not in {@code old}
     */
    Ratchet(@Nullable Baseline old, Report report, boolean acceptNew) {
        header = old == null ? HEADER : old.header();
        Map<String, Finding> there = there(report);
        if (old != null) {
            for (Baseline.Line line : old.lines()) {
                boolean judged = isJudged(line.id(), report.rules());
                boolean found = there.containsKey(line.id());
                if (found && line.isOver() && acceptNew) {
                    continue; // accepted anew below
                }
                if (found || !judged) {
                    kept.put(line.id(), line);
                    unjudged += judged ? 0 : 1;
                } else {
                    dropped++;
                }
            }
        }
        if (old == null || acceptNew) {
            there.values().forEach(finding -> {
                if (finding.ids().stream().noneMatch(kept::containsKey)) {
                    added.put(finding.id(), line(finding));
                }
            });
        }
    }

    boolean holds(String id) {
        Baseline.Line line = kept.get(id);
        return line != null && !line.isOver() || added.containsKey(id);
    }

    /** The lines that an update would remove: their findings are gone, and their rules had something to judge. */
    static List<Baseline.Line> stale(Baseline baseline, Report report) {
        Set<String> there = there(report).keySet();
        return baseline.lines().stream()
                .filter(line -> !there.contains(line.id()) && isJudged(line.id(), report.rules()))
                .toList();
    }

    private static Map<String, Finding> there(Report report) {
        Map<String, Finding> there = new HashMap<>();
        for (Finding finding : report.findings()) {
            if (finding.state() == Finding.State.CONFIRMED && finding.status() != Finding.Status.SUPPRESSED) {
                finding.ids().forEach(id -> there.put(id, finding));
            }
        }
        return there;
    }

    /** Replaces the file, whole or not at all. */
    void write(String path) {
        List<String> lines = new ArrayList<>(header);
        if (!lines.isEmpty()) {
            lines.add("");
        }
        Map<String, String> all = new TreeMap<>(added);
        kept.forEach((id, line) -> {
            List<String> block = new ArrayList<>(line.above());
            block.add(line.text());
            all.put(id, String.join("\n", block));
        });
        lines.addAll(all.values());
        try {
            ReportFile.replace(path, out -> out.write(lines.isEmpty() ? "" : String.join("\n", lines) + "\n"));
        } catch (IOException failed) {
            throw new Failure("baseline '" + path + "' cannot be written: " + failed.getMessage());
        }
    }

    /** {@code baseline ci/seaworthy.baseline: 3 kept, 1 fixed and taken out}. */
    String told(String path) {
        return "baseline " + path + ": " + kept.size() + " kept"
                + (unjudged == 0 ? "" : " (" + unjudged + " of rules that saw nothing to judge)")
                + (dropped == 0 ? "" : ", " + dropped + " fixed and removed")
                + (added.isEmpty() ? "" : ", " + added.size() + " added");
    }

    private static boolean isJudged(String id, List<Coverage.RuleState> rules) {
        String name = "/" + id.substring(0, id.length() - HASH);
        boolean known = false;
        for (Coverage.RuleState rule : rules) {
            if (rule.rule().endsWith(name)) {
                known = true;
                if (rule.state().equals("active")) {
                    return true;
                }
            }
        }
        // A rule that no longer exists finds nothing.
        return !known;
    }

    private static String line(Finding finding) {
        String place = finding.location() == null
                ? "whole process"
                : finding.location().className() + "." + finding.location().method();
        String where = OneLine.of((place + " " + finding.target()).strip()).replace('#', '.');
        String shown = where.length() <= LONGEST ? where : where.substring(0, LONGEST) + "…";
        String date = Instant.ofEpochMilli(finding.firstSeen()).toString().substring(0, 10);
        return finding.id() + " " + finding.count() + " # " + shown + ", " + date;
    }
}
