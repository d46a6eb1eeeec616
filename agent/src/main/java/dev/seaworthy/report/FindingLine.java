package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;
import org.jspecify.annotations.Nullable;

/** A finding as one line of text, as the log has it. */
public final class FindingLine {

    private static final TextLogFormat FORMAT = new TextLogFormat(false);

    private FindingLine() {}

    /** The line that was logged, or would have been, when it was last seen. */
    public static String of(Finding finding) {
        return FORMAT.finding(finding, Ledger.Event.CONFIRMED, details(finding.rule(), null), finding.lastSeen());
    }

    /**
     * Where more is to be read about a rule.
     *
     * @param url of the endpoint, null if none serves pages
     */
    static String details(String rule, @Nullable String url) {
        return url == null ? "java -jar seaworthy-agent.jar explain " + rule : url + "/rules/" + rule;
    }
}
