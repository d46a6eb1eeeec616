package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;

/** How a line of log is written. A line holds no line break and no control character. */
interface LogFormat {

    /** Something about the agent itself. */
    String line(String event, boolean warning, String message, long millis);

    /**
     * Something new about a finding.
     *
     * @param details where more is to be read about its rule
     */
    String finding(Finding finding, Ledger.Event event, String details, long millis);
}
