package dev.seaworthy.report;

import com.google.gson.stream.JsonWriter;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** The JSON report, schema 1. */
final class JsonReport implements ReportFormat {

    /** What is written, and the newest that is read. */
    static final int SCHEMA = 1;

    @Override
    public void write(Writer out, Report report, List<RuleCard> catalogue) throws IOException {
        JsonWriter json = FindingJson.writer(out);
        json.setIndent("  ");
        json.beginObject();
        json.name("schema").value(SCHEMA);
        json.name("tool").beginObject();
        json.name("name").value("seaworthy");
        json.name("version").value(report.process().version());
        json.endObject();
        json.name("process");
        process(json, report);
        json.name("coverage");
        coverage(json, report);
        json.name("findings");
        findings(json, report.findings());
        json.endObject();
        json.flush();
    }

    private static void process(JsonWriter json, Report report) throws IOException {
        ProcessFacts process = report.process();
        json.beginObject();
        json.name("pid").value(process.pid());
        json.name("main").value(process.main());
        json.name("java").value(process.java());
        json.name("startedAt").value(Timestamp.of(process.startedAt()));
        json.name("writtenAt").value(Timestamp.of(report.writtenAt()));
        json.name("environment").value(process.environment());
        json.name("frameworks").beginArray();
        for (String framework : process.frameworks()) {
            json.value(framework);
        }
        json.endArray();
        json.name("complete").value(process.complete());
        if (process.replicas() != 1) {
            json.name("replicas").value(process.replicas());
        }
        json.endObject();
    }

    private static void coverage(JsonWriter json, Report report) throws IOException {
        json.beginObject();
        json.name("hooks").beginArray();
        for (Coverage.HookState hook : report.hooks()) {
            json.beginObject();
            json.name("hook").value(hook.hook());
            json.name("installed").value(hook.installed());
            if (hook.why() != null) {
                json.name("why").value(hook.why());
            }
            json.endObject();
        }
        json.endArray();
        json.name("rules").beginArray();
        for (Coverage.RuleState rule : report.rules()) {
            json.beginObject();
            json.name("rule").value(rule.rule());
            json.name("state").value(rule.state());
            json.name("why").value(rule.why());
            json.endObject();
        }
        json.endArray();
        numbers(json, "observations", report.observations());
        numbers(json, "dropped", report.dropped());
        numbers(json, "errors", report.errors());
        numbers(json, "cost", report.cost());
        json.endObject();
    }

    private static void numbers(JsonWriter json, String name, Map<String, Long> numbers) throws IOException {
        json.name(name).beginObject();
        for (Map.Entry<String, Long> number : numbers.entrySet()) {
            json.name(number.getKey()).value(number.getValue());
        }
        json.endObject();
    }

    private static void findings(JsonWriter json, List<Finding> findings) throws IOException {
        json.beginArray();
        for (Finding finding : findings) {
            json.beginObject();
            FindingJson.write(json, finding, true);
            json.endObject();
        }
        json.endArray();
    }
}
