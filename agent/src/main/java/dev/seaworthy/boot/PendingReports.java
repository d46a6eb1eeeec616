package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import dev.seaworthy.report.PendingReport;
import dev.seaworthy.report.ReportFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The report files that the settings name and that are not written yet. Thread-safe. */
final class PendingReports {

    private final Map<String, PendingReport> all = new LinkedHashMap<>();

    PendingReports(Settings settings) {
        for (String path : settings.list("report")) {
            all.put(path, new PendingReport(path));
        }
    }

    /** Marks those that gates read as missing; once. */
    void begin() {
        for (Map.Entry<String, PendingReport> one : all.entrySet()) {
            if (ReportFormat.isGates(one.getKey())) {
                one.getValue().begin();
            }
        }
    }

    PendingReport of(String path) {
        PendingReport report = all.get(path);
        return report == null ? new PendingReport(path) : report;
    }
}
