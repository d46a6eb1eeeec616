package com.example.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Findings and metrics as text for people. */
final class FindingTable {

    private static final List<String> SEVERITIES = List.of("blocker", "high", "medium", "low", "info");

    private FindingTable() {}

    /** One line a finding, the worst first. */
    static List<String> of(Report report) {
        List<Finding> sorted = new ArrayList<>(report.findings());
        sorted.sort(Comparator.comparingInt((Finding finding) -> SEVERITIES.indexOf(finding.severity()))
                .thenComparing(Finding::name));
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"RULE", "SEVERITY", "STATE", "COUNT", "PLACE"});
        for (Finding finding : sorted) {
            rows.add(new String[] {
                finding.name(),
                finding.severity(),
                finding.state(),
                Long.toString(finding.count()),
                finding.place().toString()
            });
        }
        return aligned(rows);
    }

    /** The lines about findings whose value is not 0. */
    static List<String> nonZero(String metrics) {
        return metrics.lines()
                .filter(line ->
                        line.startsWith("seaworthy_findings{") || line.startsWith("seaworthy_occurrences_total{"))
                .filter(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) != 0)
                .toList();
    }

    private static List<String> aligned(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
