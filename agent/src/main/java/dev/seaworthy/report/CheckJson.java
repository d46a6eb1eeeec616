package dev.seaworthy.report;

import com.google.gson.stream.JsonWriter;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.observation.Place;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** What a gate has found as one JSON object: the verdict, and each finding that fails as in a report, with its source. */
final class CheckJson implements CheckFormat {

    private final SourceTree sources;

    CheckJson(SourceTree sources) {
        this.sources = sources;
    }

    @Override
    public void write(Writer out, Checked checked, List<RuleCard> catalogue) throws IOException {
        JsonWriter json = FindingJson.writer(out);
        json.setIndent("  ");
        json.beginObject();
        json.name("schema").value(JsonReport.SCHEMA);
        json.name("clean").value(checked.failing().isEmpty());
        json.name("complete").value(checked.report().process().complete());
        json.name("failOn").value(checked.failOn().label());
        json.name("verdict").value(checked.verdict());
        json.name("notes").beginArray();
        for (String note : checked.notes()) {
            json.value(note);
        }
        json.endArray();
        json.name("findings").beginArray();
        for (Finding finding : checked.failing()) {
            json.beginObject();
            FindingJson.write(json, finding, true);
            Place place = finding.location();
            json.name("source").value(place == null ? null : sources.of(place).path());
            json.endObject();
        }
        json.endArray();
        json.endObject();
        json.flush();
        out.write('\n');
        out.flush();
    }
}
