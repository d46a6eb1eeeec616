package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The summary of a job on GitHub: verdict, table of what fails, and each rule's fix once. */
final class JobSummary implements CheckFormat {

    private static final int MOST_CHARACTERS = 40_000;
    private static final int MOST_FIXES = 60;

    private final FindingTable table;

    JobSummary(FindingTable table) {
        this.table = table;
    }

    @Override
    public void write(Writer out, Checked checked, List<RuleCard> catalogue) throws IOException {
        out.write("## Seaworthy\n\n" + MarkdownReport.code(checked.verdict()) + "\n\n");
        if (!checked.failing().isEmpty()) {
            out.write(table.of(checked.failing(), MOST_CHARACTERS) + "\n");
            fixes(out, checked.failing(), catalogue);
            out.write("To accept all of these: " + MarkdownReport.code(checked.accept()) + "\n\n");
        }
        for (String note : checked.notes()) {
            out.write("- " + MarkdownReport.code(note) + "\n");
        }
        out.write('\n');
        out.flush();
    }

    private static void fixes(Writer out, List<Finding> failing, List<RuleCard> catalogue) throws IOException {
        Map<String, String> fixes = new LinkedHashMap<>();
        for (Finding finding : failing) {
            for (RuleCard card : catalogue) {
                if (card.id().equals(finding.rule())) {
                    fixes.put(card.id(), card.fix());
                }
            }
            fixes.putIfAbsent(finding.rule(), MarkdownReport.code(finding.fix()));
        }
        int written = 0;
        for (Map.Entry<String, String> fix : fixes.entrySet()) {
            if (written++ < MOST_FIXES) {
                out.write("- " + MarkdownReport.code(fix.getKey()) + ": " + fix.getValue() + "\n");
            }
        }
        out.write('\n');
    }
}
