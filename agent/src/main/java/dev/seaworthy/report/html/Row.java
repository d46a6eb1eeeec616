package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import org.jspecify.annotations.Nullable;

/**
 * One finding in one line.
 *
 * @param note why it is not among the others, empty if it is
 * @param fix what to do, empty if that stands elsewhere
 * @param link where it stands at full length, empty if it does not
 */
record Row(String severity, String rule, String title, String line, String said, String fix, String note, String link) {

    private static final int MOST_RULE = 80;
    private static final int MOST_SAID = 160;
    private static final int MOST_NOTE = 200;

    static Row of(Finding finding, String link) {
        return new Row(
                finding.severity().label(),
                Words.cut(finding.rule(), MOST_RULE),
                Card.title(finding.location()),
                Card.line(finding.location()),
                Words.sentence(Words.cut(said(finding), MOST_SAID)),
                link.isEmpty() ? "" : Words.sentence(Words.cut(finding.fix(), MOST_SAID)),
                Words.cut(note(finding), MOST_NOTE),
                link);
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

    /** The note of a finding that nobody has to look at; null if somebody has to. */
    static @Nullable Row silent(Finding finding) {
        return note(finding).isEmpty() ? null : of(finding, "");
    }
}
