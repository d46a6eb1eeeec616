package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;

/** A finding as one line of text, as the log has it. */
public final class FindingLine {

    private static final TextLogFormat FORMAT = new TextLogFormat(false);

    private FindingLine() {}

    /** The line that was logged, or would have been, when it was last seen. */
    public static String of(Finding finding) {
        return FORMAT.finding(finding, Ledger.Event.CONFIRMED, finding.lastSeen());
    }
}
