package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.report.FileReporter;
import dev.seaworthy.report.ProcessFacts;
import dev.seaworthy.report.ReportFormat;
import dev.seaworthy.report.ReportOptions;
import dev.seaworthy.report.Reporter;
import dev.seaworthy.report.SourceLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The report files that the settings name. */
final class ReportOutputs {

    private ReportOutputs() {}

    /** What every report and page is written with; says what is wrong with it. */
    static ReportOptions options(Settings settings, Consumer<String> warn) {
        String source = settings.get("source.url");
        if (source == null) {
            return ReportOptions.USUAL;
        }
        if (!SourceLinks.isTemplate(source)) {
            warn.accept("source.url=" + source + " is not an address with {path}, such as"
                    + " https://git.example.com/shop/blob/4f2a/{path}#L{line}: findings have no links");
        }
        return ReportOptions.linking(source);
    }

    /** One for each file, those that gates read first: in the end time may be short. */
    static List<Reporter> all(
            Settings settings,
            ReportOptions options,
            Ledger ledger,
            Sight sight,
            ProcessFacts facts,
            PendingReports pending,
            Consumer<String> warn) {
        List<Reporter> gates = new ArrayList<>();
        List<Reporter> others = new ArrayList<>();
        for (String path : settings.list("report")) {
            ReportFormat format = ReportFormat.of(path, options);
            if (format == null) {
                warn.accept("report=" + path + ": this version does not write that format");
            } else {
                (ReportFormat.isGates(path) ? gates : others)
                        .add(new FileReporter(settings, path, format, ledger, sight, facts, pending.of(path), warn));
            }
        }
        gates.addAll(others);
        return gates;
    }
}
