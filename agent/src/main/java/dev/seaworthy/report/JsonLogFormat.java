package dev.seaworthy.report;

import com.google.gson.stream.JsonWriter;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** One JSON object a line. What does not belong on a line is written as {@code \\}{@code uXXXX}, which JSON reads as well. */
final class JsonLogFormat implements LogFormat {

    @Override
    public String line(String event, boolean warning, String message, long millis) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = FindingJson.writer(text)) {
            begin(json, event, warning, millis);
            json.name("message").value(message);
            json.endObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return OneLine.of(text.toString());
    }

    @Override
    public String finding(Finding finding, Ledger.Event event, String details, long millis) {
        StringWriter text = new StringWriter();
        boolean retracted = event == Ledger.Event.RESOLVED;
        try (JsonWriter json = FindingJson.writer(text)) {
            begin(json, "finding " + event.name().toLowerCase(Locale.ROOT), !retracted, millis);
            FindingJson.write(json, finding, false);
            if (!finding.route().isEmpty()) {
                json.name("route").value(finding.route());
            }
            json.name("details").value(details);
            json.endObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return OneLine.of(text.toString());
    }

    private static void begin(JsonWriter json, String event, boolean warning, long millis) throws IOException {
        json.beginObject();
        json.name("time").value(Timestamp.of(millis));
        json.name("level").value(warning ? "WARN" : "INFO");
        json.name("logger").value("seaworthy");
        json.name("event").value(event);
    }
}
