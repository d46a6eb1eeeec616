package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When findings were seen for the first time, as stacked columns from the start of the process to the report.
 *
 * @param told what the picture shows, in words
 */
record Timeline(List<Column> columns, String from, String until, String told) {

    private static final int COLUMNS = 40;
    private static final int WIDTH = 400;
    private static final int HEIGHT = 60;

    /** The findings of one severity in one stretch of time. */
    record Column(String severity, int x, String y, int width, String height) {}

    static @Nullable Timeline of(List<Finding> findings, long startedAt, long writtenAt) {
        if (findings.isEmpty()) {
            return null;
        }
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Finding finding : findings) {
            first = Math.min(first, finding.firstSeen());
            last = Math.max(last, finding.firstSeen());
        }
        long from = Math.min(startedAt, first);
        long until = Math.max(Math.max(writtenAt, last), from + 1);
        int[][] counts = new int[COLUMNS][Severity.values().length];
        int most = 0;
        for (Finding finding : findings) {
            int column = (int) Math.min(COLUMNS - 1, (double) (finding.firstSeen() - from) / (until - from) * COLUMNS);
            counts[column][finding.severity().ordinal()]++;
        }
        for (int[] column : counts) {
            int sum = 0;
            for (int count : column) {
                sum += count;
            }
            most = Math.max(most, sum);
        }
        String told = first == last
                ? "All at " + Words.clock(first) + ", " + Words.duration(first - from) + " after startup."
                : "The first " + Words.duration(first - from) + " after startup; the last new one at "
                        + Words.clock(last) + ", " + Words.duration(until - last) + " before this report.";
        return new Timeline(columns(counts, most), Words.clock(from), Words.clock(until), told);
    }

    private static List<Column> columns(int[][] counts, int most) {
        List<Column> columns = new ArrayList<>();
        int step = WIDTH / COLUMNS;
        for (int i = 0; i < counts.length; i++) {
            double y = HEIGHT;
            for (Severity severity : Severity.values()) {
                int count = counts[i][severity.ordinal()];
                if (count > 0) {
                    double height = Math.max(2, (double) (HEIGHT - 6) * count / most);
                    y -= height;
                    columns.add(new Column(severity.label(), i * step + 1, tenth(y), step - 2, tenth(height)));
                }
            }
        }
        return columns;
    }

    private static String tenth(double number) {
        return Double.toString(Math.round(number * 10) / 10.0);
    }
}
