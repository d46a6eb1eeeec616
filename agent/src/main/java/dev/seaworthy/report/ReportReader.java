package dev.seaworthy.report;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.seaworthy.finding.Finding;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON report back. What it does not know it passes over, so that a report of a later version with more fields
 * is read as well; what it cannot trust it refuses with one line. Nothing here is ever taken for a clean report that was
 * cut short. Not thread-safe; one document each.
 */
public final class ReportReader {

    /** The ledger holds 2,000 findings, so this has room for the merged reports of many replicas. */
    static final int MOST_FINDINGS = 100_000;

    private static final long LARGEST = 256L << 20;

    private final String name;
    private final JsonReader json;
    private final Tail tail;
    private int schema;
    private boolean ours;
    private String version = "";
    private boolean findingsSeen;
    private boolean began;
    private boolean closed;
    private ProcessFacts process = new ProcessFacts("", 0, "", "", 0, "");
    private long writtenAt;
    private final List<Coverage.HookState> hooks = new ArrayList<>();
    private final List<Coverage.RuleState> rules = new ArrayList<>();
    private final Map<String, Map<String, Long>> numbers = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private ReportReader(String name, InputStream in) {
        this.name = OneLine.of(name);
        this.tail = new Tail(in);
        this.json = new JsonReader(tail);
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableReport where it is missing, no report, not whole, too new or too large
     */
    public static Report read(String path) throws UnreadableReport {
        File file = new File(path);
        String shown = OneLine.of(path);
        if (!file.exists()) {
            throw new UnreadableReport(
                    shown + ": there is no such file; name the JSON report that report=FILE.json wrote");
        }
        if (file.isDirectory()) {
            throw new UnreadableReport(shown + " is a directory, not a JSON report");
        }
        if (file.length() > LARGEST) {
            throw new UnreadableReport(shown + " has " + (file.length() >> 20) + " MB, and a report has at most "
                    + (LARGEST >> 20) + " MB: it is not a report of Seaworthy");
        }
        try (InputStream in = new FileInputStream(file)) {
            return read(path, in);
        } catch (UnreadableReport refused) {
            throw refused;
        } catch (IOException unreadable) {
            throw new UnreadableReport(
                    shown + " cannot be read: " + OneLine.of(String.valueOf(unreadable.getMessage())));
        }
    }

    /** Reads a document, which {@code name} stands for in messages; leaves {@code in} open. */
    static Report read(String name, InputStream in) throws IOException {
        return new ReportReader(name, in).read();
    }

    private Report read() throws IOException {
        try {
            document();
        } catch (EOFException cut) {
            throw cut();
        } catch (MalformedJsonException odd) {
            if (closed) {
                throw behind();
            }
            if (String.valueOf(odd.getMessage()).startsWith("Nesting limit")) {
                throw new UnreadableReport(name + " is not a report of Seaworthy: it nests too deeply");
            }
            if (tail.reached() && began) {
                throw cut();
            }
            throw new UnreadableReport(name + " is not JSON (" + JsonText.path(json)
                    + "); name the JSON report that report=FILE.json wrote");
        } catch (IllegalStateException | NumberFormatException wrongType) {
            throw new UnreadableReport(name + " is not a report of Seaworthy: unexpected " + OneLine.of(place()));
        }
        return new Report(
                new ProcessFacts(
                        version,
                        process.pid(),
                        process.main(),
                        process.java(),
                        process.startedAt(),
                        process.environment(),
                        List.copyOf(process.frameworks()),
                        process.complete(),
                        process.replicas()),
                writtenAt,
                List.copyOf(hooks),
                List.copyOf(rules),
                of("observations"),
                of("dropped"),
                of("errors"),
                of("cost"),
                List.copyOf(findings));
    }

    private void document() throws IOException {
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            throw new UnreadableReport(name + " is not a report of Seaworthy: it is JSON, but not an object");
        }
        json.beginObject();
        began = true;
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "schema" -> schema();
                case "tool" -> tool();
                case "process" -> process();
                case "coverage" -> coverage();
                case "findings" -> findings();
                default -> json.skipValue();
            }
        }
        json.endObject();
        closed = true;
        if (!ours || schema == 0 || !findingsSeen) {
            throw new UnreadableReport(name + " is JSON, but not a report of Seaworthy: it lacks "
                    + (schema == 0 ? "schema" : !ours ? "tool.name \"seaworthy\"" : "findings"));
        }
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw behind();
        }
    }

    private void schema() throws IOException {
        schema = json.nextInt();
        if (schema > JsonReport.SCHEMA) {
            throw new UnreadableReport(name + " has schema " + schema + ", and this version reads up to "
                    + JsonReport.SCHEMA + ": use the seaworthy-agent.jar that wrote it, or a newer one");
        }
    }

    private void tool() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "name" -> ours = "seaworthy".equals(json.nextString());
                case "version" -> version = JsonText.text(json, "");
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    private void process() throws IOException {
        long pid = 0;
        String main = "";
        String java = "";
        String environment = "";
        long startedAt = 0;
        List<String> frameworks = new ArrayList<>();
        boolean complete = false;
        int replicas = 1;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "pid" -> pid = json.nextLong();
                case "main" -> main = JsonText.text(json, "");
                case "java" -> java = JsonText.text(json, "");
                case "environment" -> environment = JsonText.text(json, "");
                case "startedAt" -> startedAt = moment();
                case "writtenAt" -> writtenAt = moment();
                case "frameworks" -> each(() -> frameworks.add(json.nextString()));
                case "complete" -> complete = json.nextBoolean();
                case "replicas" -> replicas = Math.max(1, json.nextInt());
                default -> json.skipValue();
            }
        }
        json.endObject();
        process = new ProcessFacts("", pid, main, java, startedAt, environment, frameworks, complete, replicas);
    }

    private void coverage() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String part = json.nextName();
            switch (part) {
                case "hooks" ->
                    each(() -> {
                        Map<String, Object> hook = JsonText.object(json);
                        hooks.add(new Coverage.HookState(
                                String.valueOf(hook.get("hook")),
                                Boolean.TRUE.equals(hook.get("installed")),
                                hook.get("why") instanceof String why ? why : null));
                    });
                case "rules" ->
                    each(() -> {
                        Map<String, Object> rule = JsonText.object(json);
                        rules.add(new Coverage.RuleState(
                                String.valueOf(rule.get("rule")),
                                String.valueOf(rule.get("state")),
                                rule.get("why") instanceof String why ? why : null));
                    });
                case "observations", "dropped", "errors", "cost" -> numbers.put(part, numbers());
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    private Map<String, Long> numbers() throws IOException {
        Map<String, Long> read = new LinkedHashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            read.put(json.nextName(), json.nextLong());
        }
        json.endObject();
        return read;
    }

    private void findings() throws IOException {
        findingsSeen = true;
        each(() -> {
            if (findings.size() == MOST_FINDINGS) {
                throw new UnreadableReport(
                        name + " has more than " + MOST_FINDINGS + " findings: it is not a report of Seaworthy");
            }
            String where = "findings[" + findings.size() + "]";
            findings.add(FindingReader.read(
                    JsonText.object(json),
                    problem -> new UnreadableReport(
                            name + " is not a report of Seaworthy: " + OneLine.of(where + problem))));
        });
    }

    private interface Part {
        void read() throws IOException;
    }

    private void each(Part part) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            part.read();
        }
        json.endArray();
    }

    private long moment() throws IOException {
        String text = json.nextString();
        Long millis = Timestamp.parse(text);
        if (millis == null) {
            throw new UnreadableReport(name + " is not a report of Seaworthy: '" + OneLine.of(JsonText.shortened(text))
                    + "' is not a time such as 2026-11-22T10:28:20.123Z");
        }
        return millis;
    }

    private Map<String, Long> of(String part) {
        return numbers.getOrDefault(part, Map.of());
    }

    private UnreadableReport cut() {
        return new UnreadableReport(
                name + " ends in the middle: the process that wrote it was stopped, so it says nothing"
                        + " about what was found; write it again");
    }

    private UnreadableReport behind() {
        return new UnreadableReport(name + " has text after the end of the report: use one report per file, and join"
                + " several with merge");
    }

    private String place() {
        try {
            return json.peek() + " at " + JsonText.path(json);
        } catch (IOException lost) {
            return "text at " + JsonText.path(json);
        }
    }
}
