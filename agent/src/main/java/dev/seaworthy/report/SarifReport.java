package dev.seaworthy.report;

import com.google.gson.stream.JsonWriter;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.observation.Place;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SARIF 2.1.0 as GitHub's code scanning takes it. What was retracted is left out; what is only suspected is {@code review},
 * so that nobody counts it as failed.
 *
 * <p>GitHub refuses a whole file in which one result has no physical location. A finding about the whole process has no
 * line, so it stands at the first line of the main class, and says so in its logical location.
 */
final class SarifReport implements ReportFormat {

    private static final String SOURCE_ROOT = "%SRCROOT%";
    private static final int MOST_FRAMES = 20;

    private final File working;
    private @Nullable SourceTree tree;

    SarifReport() {
        this(new File(System.getProperty("user.dir", ".")));
    }

    /** @param working the folder from which sources are looked for */
    SarifReport(File working) {
        this.working = working;
    }

    @Override
    public void write(Writer out, Report report, List<RuleCard> catalogue) throws IOException {
        JsonWriter json = FindingJson.writer(out);
        json.setIndent("  ");
        json.beginObject();
        json.name("$schema").value("https://json.schemastore.org/sarif-2.1.0.json");
        json.name("version").value("2.1.0");
        json.name("runs").beginArray().beginObject();
        json.name("tool").beginObject().name("driver").beginObject();
        json.name("name").value("Seaworthy");
        json.name("semanticVersion").value(report.process().version());
        SarifRules.write(json, catalogue);
        json.endObject().endObject();
        invocation(json, report, catalogue);
        json.name("originalUriBaseIds").beginObject();
        json.name(SOURCE_ROOT).beginObject();
        text(json, "description", "the folder of the sources that the class lies in, or the repository");
        json.endObject().endObject();
        json.name("columnKind").value("utf16CodeUnits");
        results(json, report, catalogue);
        json.endObject().endArray().endObject();
        json.flush();
    }

    private static void invocation(JsonWriter json, Report report, List<RuleCard> catalogue) throws IOException {
        json.name("invocations").beginArray().beginObject();
        json.name("executionSuccessful").value(true);
        json.name("startTimeUtc").value(Timestamp.of(report.process().startedAt()));
        json.name("endTimeUtc").value(Timestamp.of(report.writtenAt()));
        json.name("processId").value(report.process().pid());
        json.name("toolExecutionNotifications").beginArray();
        for (Coverage.RuleState rule : report.rules()) {
            if (rule.state().equals("not-evaluated")) {
                json.beginObject();
                json.name("level").value("note");
                text(
                        json,
                        "message",
                        rule.rule() + " was not evaluated" + (rule.why() == null ? "" : ": " + rule.why()));
                int index = index(catalogue, rule.rule());
                if (index >= 0) {
                    json.name("associatedRule").beginObject();
                    json.name("id").value(rule.rule()).name("index").value(index);
                    json.endObject();
                }
                json.endObject();
            }
        }
        json.endArray();
        json.endObject().endArray();
    }

    private void results(JsonWriter json, Report report, List<RuleCard> catalogue) throws IOException {
        // Where one result says it, SARIF wants all of them to.
        boolean compared = report.findings().stream().anyMatch(finding -> finding.status() == Status.BASELINE);
        boolean quieted = report.findings().stream().anyMatch(finding -> finding.status() == Status.SUPPRESSED);
        json.name("results").beginArray();
        for (Finding finding : report.findings()) {
            if (finding.state() == State.RESOLVED) {
                continue;
            }
            boolean sure = finding.state() == State.CONFIRMED;
            json.beginObject();
            json.name("ruleId").value(finding.rule());
            int index = index(catalogue, finding.rule());
            if (index >= 0) {
                json.name("ruleIndex").value(index);
            }
            json.name("kind").value(sure ? "fail" : "review");
            // Any other level than none is for what failed.
            json.name("level").value(sure ? SarifRules.level(finding.severity()) : "none");
            text(json, "message", message(finding));
            locations(json, finding, report.process());
            stack(json, finding);
            json.name("partialFingerprints").beginObject();
            json.name("seaworthyFinding/v1").value(finding.id());
            json.name("primaryLocationLineHash").value(finding.id() + ":1");
            json.endObject();
            if (compared) {
                json.name("baselineState").value(finding.status() == Status.BASELINE ? "unchanged" : "new");
            }
            if (quieted) {
                suppressions(json, finding);
            }
            json.name("occurrenceCount").value(Math.min(finding.count(), Integer.MAX_VALUE));
            properties(json, finding);
            json.endObject();
        }
        json.endArray();
    }

    private static String message(Finding finding) {
        StringBuilder text = new StringBuilder(finding.message());
        if (!finding.target().isEmpty() && !finding.message().contains(finding.target())) {
            text.append(" (").append(finding.target()).append(')');
        }
        text.append(". Fix: ").append(finding.fix());
        String plain = text.toString();
        // "[text](target)" would be a link.
        return plain.contains("](")
                ? plain.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
                : plain;
    }

    private void locations(JsonWriter json, Finding finding, ProcessFacts process) throws IOException {
        Place place = finding.location();
        json.name("locations").beginArray().beginObject();
        physical(json, place == null ? new Place(process.main(), "main", null, 1) : place, place != null);
        json.name("logicalLocations").beginArray();
        if (place == null) {
            json.beginObject();
            json.name("name").value(process.main().isEmpty() ? "process" : process.main());
            json.name("kind").value("process");
            json.endObject();
        } else {
            logical(json, place);
        }
        json.endArray();
        json.endObject().endArray();
    }

    private void physical(JsonWriter json, Place place, boolean lineKnown) throws IOException {
        SourceTree.Source source = tree().of(place);
        File file = source.file();
        int line = Math.max(1, place.line());
        String text = file == null || !lineKnown || place.line() < 1 ? null : SourceTree.line(file, line);
        int first = text == null ? 0 : text.length() - text.stripLeading().length();
        int behind = text == null ? 1 : Math.max(first + 1, text.stripTrailing().length());
        json.name("physicalLocation").beginObject();
        json.name("artifactLocation").beginObject();
        json.name("uri").value(source.uri());
        json.name("uriBaseId").value(SOURCE_ROOT);
        json.endObject();
        json.name("region").beginObject();
        json.name("startLine").value(line);
        json.name("startColumn").value(first + 1);
        json.name("endLine").value(line);
        json.name("endColumn").value(behind + 1);
        json.endObject();
        json.endObject();
    }

    private static void logical(JsonWriter json, Place place) throws IOException {
        json.beginObject();
        json.name("name").value(place.method());
        json.name("fullyQualifiedName").value(place.className() + "." + place.method());
        json.name("kind").value("function");
        json.endObject();
    }

    private static void stack(JsonWriter json, Finding finding) throws IOException {
        if (finding.stack().isEmpty()) {
            return;
        }
        json.name("stacks").beginArray().beginObject().name("frames").beginArray();
        for (Place frame :
                finding.stack().subList(0, Math.min(MOST_FRAMES, finding.stack().size()))) {
            json.beginObject().name("location").beginObject();
            text(json, "message", frame.toString());
            json.name("logicalLocations").beginArray();
            logical(json, frame);
            json.endArray();
            json.endObject().endObject();
        }
        json.endArray().endObject().endArray();
    }

    private static void suppressions(JsonWriter json, Finding finding) throws IOException {
        json.name("suppressions").beginArray();
        if (finding.status() == Status.SUPPRESSED) {
            json.beginObject();
            json.name("kind").value("external");
            json.name("status").value("accepted");
            if (finding.reason() != null) {
                json.name("justification").value(finding.reason());
            }
            json.endObject();
        }
        json.endArray();
    }

    private static void properties(JsonWriter json, Finding finding) throws IOException {
        json.name("properties").beginObject();
        json.name("severity").value(finding.severity().label());
        json.name("state").value(finding.state().label());
        json.name("status").value(finding.status().label());
        json.name("variant").value(finding.variant());
        json.name("target").value(finding.target());
        json.name("firstSeen").value(Timestamp.of(finding.firstSeen()));
        json.name("lastSeen").value(Timestamp.of(finding.lastSeen()));
        json.name("evidence");
        FindingJson.value(json, finding.evidence());
        json.endObject();
    }

    private static void text(JsonWriter json, String name, String text) throws IOException {
        json.name(name).beginObject().name("text").value(text).endObject();
    }

    private static int index(List<RuleCard> catalogue, String rule) {
        for (int i = 0; i < catalogue.size(); i++) {
            if (catalogue.get(i).id().equals(rule)) {
                return i;
            }
        }
        return -1;
    }

    /** Sources do not move while a process runs, so that they are looked for once. */
    private synchronized SourceTree tree() {
        SourceTree made = tree;
        if (made == null) {
            made = new SourceTree(working);
            tree = made;
        }
        return made;
    }
}
