package dev.seaworthy.cli;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.observation.Place;
import dev.seaworthy.report.Coverage;
import dev.seaworthy.report.ProcessFacts;
import dev.seaworthy.report.Report;
import dev.seaworthy.report.ReportFile;
import dev.seaworthy.report.ReportFormat;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports to run commands on. */
final class Samples {

    static final long SEEN = 1_764_000_000_000L; // 2025-11-24

    private Samples() {}

    static Finding finding(String id, String rule, Severity severity, State state, Status status) {
        return new Finding(
                id,
                rule,
                null,
                rule.substring(0, rule.indexOf('/')),
                severity,
                state,
                status,
                "seen with \u001b[31mcolour and\na line",
                "Fix it",
                "jdbc:postgresql://db/shop # one",
                new Place("com.acme.Dao", "find", "Dao.java", 31),
                List.of(),
                5,
                SEEN,
                SEEN + 1_000,
                Map.of("opens", 5L));
    }

    static Finding open(String id, String rule, Severity severity) {
        return finding(id, rule, severity, State.CONFIRMED, Status.OPEN);
    }

    static Finding at(Finding finding, @Nullable Place place) {
        return saying(finding, finding.message(), place);
    }

    static Finding saying(Finding finding, String message, @Nullable Place place) {
        return new Finding(
                finding.id(),
                finding.rule(),
                finding.variant(),
                finding.area(),
                finding.severity(),
                finding.state(),
                finding.status(),
                message,
                finding.fix(),
                finding.target(),
                place,
                finding.stack(),
                finding.count(),
                finding.firstSeen(),
                finding.lastSeen(),
                finding.evidence(),
                finding.reason());
    }

    static Report report(boolean complete, Finding... findings) {
        ProcessFacts process =
                new ProcessFacts("0.1.0", 7, "com.acme.Main", "17", SEEN, "container", List.of(), complete, 1);
        return new Report(
                process,
                SEEN + 2_000,
                List.of(new Coverage.HookState("jdbc.driver", false, "its class was not loaded")),
                List.of(
                        new Coverage.RuleState("jdbc/unpooled-connection", "active", null),
                        new Coverage.RuleState("http/plain-http", "not-evaluated", "no call was made")),
                Map.of("jdbc.connection", 5L),
                Map.of(),
                Map.of(),
                Map.of("start-millis", 90L),
                List.of(findings));
    }

    static String write(Path file, Report report) throws IOException {
        ReportFormat json = ReportFormat.of("x.json");
        ReportFile.replace(file.toString(), out -> json.write(out, report, List.of()));
        return file.toString();
    }
}
