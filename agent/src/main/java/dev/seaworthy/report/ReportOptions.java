package dev.seaworthy.report;

import dev.seaworthy.rule.Severity;

/**
 * What formats can be asked for. Immutable.
 *
 * @param failOn the mildest severity that counts as failed in JUnit XML
 * @param includeAccepted whether SARIF has findings that are in the baseline or suppressed
 * @param sourceUrl address of the source with <code>{path}</code> and <code>{line}</code>, empty for none
 */
public record ReportOptions(Severity failOn, boolean includeAccepted, String sourceUrl) {

    /** What {@code check} does unless told otherwise. */
    public static final ReportOptions USUAL = new ReportOptions(Severity.HIGH, false);

    /** Without links. */
    public ReportOptions(Severity failOn, boolean includeAccepted) {
        this(failOn, includeAccepted, "");
    }

    /** The usual ones with links to the source. */
    public static ReportOptions linking(String sourceUrl) {
        return new ReportOptions(Severity.HIGH, false, sourceUrl);
    }
}
