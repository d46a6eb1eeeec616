package dev.seaworthy.report;

import com.google.gson.stream.JsonWriter;
import dev.seaworthy.config.Settings;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes the JSON report, schema 1, to a file every {@code report.every} and at exit, or to whoever asks. */
public final class JsonReporter implements Reporter {

    private final Ledger ledger;
    private final Coverage coverage;
    private final ProcessFacts process;
    private final ReportFile file;
    private final long every;
    private long due;

    /**
     * @param path the file
     * @param warn takes one line when the file cannot be written
     */
    public JsonReporter(
            Settings settings,
            String path,
            Ledger ledger,
            Coverage coverage,
            ProcessFacts process,
            Consumer<String> warn) {
        this.ledger = ledger;
        this.coverage = coverage;
        this.process = process;
        this.file = new ReportFile(path, warn);
        this.every = settings.millis("report.every");
    }

    /** The report as it stands now. */
    static void write(Writer out, Ledger ledger, Coverage coverage, ProcessFacts process) throws IOException {
        JsonWriter json = FindingJson.writer(out);
        json.setIndent("  ");
        json.beginObject();
        json.name("schema").value(1);
        json.name("tool").beginObject();
        json.name("name").value("seaworthy");
        json.name("version").value(process.version());
        json.endObject();
        json.name("process");
        process(json, process);
        json.name("coverage");
        coverage(json, coverage);
        json.name("findings");
        findings(json, ledger.snapshot());
        json.endObject();
        json.flush();
    }

    @Override
    public void tick(long nowMillis) {
        if (due == 0) {
            due = nowMillis + every;
        } else if (nowMillis >= due) {
            due = nowMillis + every;
            finish();
        }
    }

    @Override
    public void finish() {
        file.write(out -> write(out, ledger, coverage, process));
    }

    @Override
    public void close() {}

    private static void process(JsonWriter json, ProcessFacts process) throws IOException {
        json.beginObject();
        json.name("pid").value(process.pid());
        json.name("main").value(process.main());
        json.name("java").value(process.java());
        json.name("startedAt").value(Timestamp.of(process.startedAt()));
        json.name("writtenAt").value(Timestamp.of(System.currentTimeMillis()));
        json.name("environment").value(process.environment());
        json.endObject();
    }

    private static void coverage(JsonWriter json, Coverage coverage) throws IOException {
        json.beginObject();
        json.name("hooks").beginArray();
        for (Coverage.HookState hook : coverage.hooks()) {
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
        for (Coverage.RuleState rule : coverage.rules()) {
            json.beginObject();
            json.name("rule").value(rule.rule());
            json.name("state").value(rule.state());
            json.name("why").value(rule.why());
            json.endObject();
        }
        json.endArray();
        json.name("observations").beginObject();
        for (Map.Entry<String, Long> seen : coverage.observations().entrySet()) {
            json.name(seen.getKey()).value(seen.getValue());
        }
        json.endObject();
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
