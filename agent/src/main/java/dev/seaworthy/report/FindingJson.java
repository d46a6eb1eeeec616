package dev.seaworthy.report;

import com.google.gson.stream.JsonWriter;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.observation.Place;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A finding's fields in JSON, safe to stand inside an HTML page. */
final class FindingJson {

    private FindingJson() {}

    /** A compact writer. */
    static JsonWriter writer(Writer out) {
        JsonWriter json = new JsonWriter(out);
        json.setHtmlSafe(true);
        return json;
    }

    /**
     * Writes the fields into the object that is open.
     *
     * @param full with stack and evidence
     */
    static void write(JsonWriter json, Finding finding, boolean full) throws IOException {
        json.name("id").value(finding.id());
        json.name("rule").value(finding.rule());
        json.name("variant").value(finding.variant());
        json.name("area").value(finding.area());
        json.name("severity").value(finding.severity().label());
        json.name("state").value(finding.state().label());
        json.name("status").value(finding.status().label());
        json.name("message").value(finding.message());
        json.name("fix").value(finding.fix());
        json.name("target").value(finding.target());
        location(json, finding.location());
        if (full) {
            json.name("stack").beginArray();
            for (Place frame : finding.stack()) {
                json.value(frame.toString());
            }
            json.endArray();
        }
        json.name("count").value(finding.count());
        json.name("firstSeen").value(Timestamp.of(finding.firstSeen()));
        json.name("lastSeen").value(Timestamp.of(finding.lastSeen()));
        if (full) {
            json.name("evidence");
            value(json, finding.evidence());
        }
        if (finding.reason() != null) {
            json.name("reason").value(finding.reason());
        }
    }

    private static void location(JsonWriter json, @Nullable Place place) throws IOException {
        json.name("location");
        if (place == null) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("class").value(place.className());
        json.name("method").value(place.method());
        json.name("file").value(place.file());
        json.name("line").value(place.line());
        json.endObject();
    }

    /** A value of evidence: numbers and booleans as they are, lists and maps of these, the rest as text. */
    static void value(JsonWriter json, @Nullable Object value) throws IOException {
        if (value instanceof Number number) {
            json.value(number);
        } else if (value instanceof Boolean flag) {
            json.value(flag);
        } else if (value instanceof List<?> list) {
            json.beginArray();
            for (Object part : list) {
                value(json, part);
            }
            json.endArray();
        } else if (value instanceof Map<?, ?> map) {
            json.beginObject();
            for (Map.Entry<?, ?> part : map.entrySet()) {
                json.name(String.valueOf(part.getKey()));
                value(json, part.getValue());
            }
            json.endObject();
        } else {
            json.value(value == null ? null : value.toString());
        }
    }
}
