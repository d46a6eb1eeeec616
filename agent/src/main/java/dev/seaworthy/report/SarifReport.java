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

/**
 * SARIF 2.1.0 as GitHub's code scanning takes it. What was retracted is left out, and so is what is accepted or suppressed
 * unless asked for, because GitHub shows both as open alerts; what is only suspected is {@code review}, so that nobody
 * counts it as failed.
 *
 * <p>GitHub refuses a whole file in which one result has no physical location. A finding about the whole process has no
 * line, so it stands at the first line of the main class, and says so in its logical location.
 */
final class SarifReport implements ReportFormat {

    private static final String SOURCE_ROOT = "%SRCROOT%";
    private static final int MOST_FRAMES = 20;

    /** GitHub keeps as many. */
    private static final int MOST_RESULTS = 5_000;
    /** GitHub's limit is 1,024 for the whole message; where there are brackets, each may take two. */
    private static final int LONGEST_MESSAGE = 500;

    private static final int LONGEST_TARGET = 200;
    private static final int LONGEST_FIX = 300;

    private final ReportOptions options;
    private final SourceTree sources;
    private final SourceLinks links;

    SarifReport(ReportOptions options) {
        this(new File(System.getProperty("user.dir", ".")), options);
    }

    /** @param working the folder from which sources are looked for */
    SarifReport(File working, ReportOptions options) {
        this.options = options;
        this.sources = new SourceTree(working);
        this.links = new SourceLinks(options.sourceUrl(), sources);
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
        // GitHub takes what stands before the last slash for the analysis, of which it keeps the last run.
        json.name("automationDetails").beginObject();
        json.name("id").value("seaworthy/" + UriText.segment(report.process().main()) + "/");
        json.endObject();
        List<Finding> all = report.findings().stream().filter(this::isIncluded).toList();
        List<Finding> written = all.subList(0, Math.min(MOST_RESULTS, all.size()));
        invocation(json, report, catalogue, all.size() - written.size());
        json.name("originalUriBaseIds").beginObject();
        json.name(SOURCE_ROOT).beginObject();
        text(json, "description", "the folder of the sources that the class lies in, or the repository");
        json.endObject().endObject();
        json.name("columnKind").value("utf16CodeUnits");
        results(json, written, report.process(), catalogue);
        json.endObject().endArray().endObject();
        json.flush();
    }

    private boolean isIncluded(Finding finding) {
        return finding.state() != State.RESOLVED && (options.includeAccepted() || finding.status() == Status.OPEN);
    }

    private static void invocation(JsonWriter json, Report report, List<RuleCard> catalogue, int left)
            throws IOException {
        json.name("invocations").beginArray().beginObject();
        json.name("executionSuccessful").value(true);
        json.name("startTimeUtc").value(Timestamp.of(report.process().startedAt()));
        json.name("endTimeUtc").value(Timestamp.of(report.writtenAt()));
        json.name("processId").value(report.process().pid());
        json.name("toolExecutionNotifications").beginArray();
        if (left > 0) {
            json.beginObject();
            json.name("level").value("warning");
            text(
                    json,
                    "message",
                    left + " more findings are in the JSON report: the limit of " + MOST_RESULTS
                            + " results was reached");
            json.endObject();
        }
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

    private void results(JsonWriter json, List<Finding> findings, ProcessFacts process, List<RuleCard> catalogue)
            throws IOException {
        // Where one result says it, SARIF wants all of them to.
        boolean compared = findings.stream().anyMatch(finding -> finding.status() == Status.BASELINE);
        boolean quieted = findings.stream().anyMatch(finding -> finding.status() == Status.SUPPRESSED);
        json.name("results").beginArray();
        for (Finding finding : findings) {
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
            locations(json, finding, process);
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
            String link = links.to(finding.location());
            if (!link.isEmpty()) {
                json.name("hostedViewerUri").value(link);
            }
            json.name("occurrenceCount").value(Math.min(finding.count(), Integer.MAX_VALUE));
            properties(json, finding);
            json.endObject();
        }
        json.endArray();
    }

    private static String message(Finding finding) {
        StringBuilder text = new StringBuilder(cut(finding.message(), LONGEST_MESSAGE));
        if (!finding.target().isEmpty() && !finding.message().contains(finding.target())) {
            text.append(" (").append(cut(finding.target(), LONGEST_TARGET)).append(')');
        }
        text.append(". Fix: ").append(cut(finding.fix(), LONGEST_FIX));
        String plain = text.toString();
        // "[text](target)" would be a link.
        return plain.contains("](")
                ? cut(plain, LONGEST_MESSAGE)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("]", "\\]")
                : plain;
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most) + "…";
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
        SourceTree.Source source = sources.of(place);
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
}
