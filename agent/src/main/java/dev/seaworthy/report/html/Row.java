package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import org.jspecify.annotations.Nullable;

/**
 * One finding that nobody has to look at, in one line.
 *
 * @param note why
 */
record Row(String severity, String rule, String title, String line, String said, String note) {

    private static final int MOST_RULE = 80;
    private static final int MOST_SAID = 400;
    private static final int MOST_NOTE = 200;

    /** Null if somebody has to look at it. */
    static @Nullable Row silent(Finding finding) {
        String note = note(finding);
        return note.isEmpty()
                ? null
                : new Row(
                        finding.severity().label(),
                        Words.cut(finding.rule(), MOST_RULE),
                        Card.title(finding.location()),
                        Card.line(finding.location()),
                        Words.sentence(Words.cut(said(finding), MOST_SAID)),
                        Words.cut(note, MOST_NOTE));
    }

    /** The message, which does not repeat the target; a row shows the target nowhere else. */
    private static String said(Finding finding) {
        return finding.target().isEmpty() ? finding.message() : finding.target() + ": " + finding.message();
    }

    private static String note(Finding finding) {
        if (finding.state() == Finding.State.RESOLVED) {
            Object into = finding.evidence().get(Finding.FOLDED_INTO);
            String why = Evidence.text(finding, "retracted");
            return into != null
                    ? "covered by another finding: " + into
                    : why.isEmpty() ? "it proved harmless" : "it proved harmless: " + why;
        }
        return switch (finding.status()) {
            case BASELINE -> "in the baseline";
            case SUPPRESSED -> "suppressed";
            case OPEN -> "";
        };
    }
}
