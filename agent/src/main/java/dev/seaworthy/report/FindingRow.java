package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;

/** A finding as a composite of open types: what is a getter here is an item there. Immutable. */
public final class FindingRow {

    private final Finding finding;

    FindingRow(Finding finding) {
        this.finding = finding;
    }

    public String getId() {
        return finding.id();
    }

    public String getRule() {
        return finding.rule();
    }

    public String getSeverity() {
        return finding.severity().label();
    }

    public String getState() {
        return finding.state().label();
    }

    public String getStatus() {
        return finding.status().label();
    }

    public String getPlace() {
        return Shown.place(finding);
    }

    public String getTarget() {
        return Shown.line(finding.target());
    }

    public String getMessage() {
        return Shown.line(finding.message());
    }

    public String getFix() {
        return Shown.line(finding.fix());
    }

    public long getCount() {
        return finding.count();
    }
}
