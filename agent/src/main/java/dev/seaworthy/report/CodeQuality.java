package dev.seaworthy.report;

import com.google.gson.stream.JsonWriter;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Code Quality as GitLab reads it: all that is open and confirmed, since its widget compares branches and has no
 * threshold. A finding about the whole process stands at the first line of the main class.
 */
final class CodeQuality implements CheckFormat {

    private final SourceTree sources;

    CodeQuality(SourceTree sources) {
        this.sources = sources;
    }

    @Override
    public void write(Writer out, Checked checked, List<RuleCard> catalogue) throws IOException {
        JsonWriter json = FindingJson.writer(out);
        json.setIndent("  ");
        json.beginArray();
        for (Finding finding : checked.report().findings()) {
            if (finding.isOpen()) {
                violation(json, finding, checked.report().process());
            }
        }
        json.endArray();
        json.flush();
        out.write('\n');
        out.flush();
    }

    private void violation(JsonWriter json, Finding finding, ProcessFacts process) throws IOException {
        Place known = finding.location();
        Place place = known == null ? new Place(process.main(), "main", null, 1) : known;
        json.beginObject();
        json.name("description").value(description(finding));
        json.name("check_name").value(finding.rule());
        json.name("fingerprint").value(finding.id());
        json.name("severity").value(severity(finding.severity()));
        json.name("location").beginObject();
        json.name("path").value(OneLine.of(sources.of(place).path()));
        json.name("lines").beginObject();
        json.name("begin").value(Math.max(1, place.line()));
        json.endObject();
        json.endObject();
        json.endObject();
    }

    private static String description(Finding finding) {
        return Shown.line(finding.message())
                + (finding.target().isEmpty() ? "" : " (" + Shown.line(finding.target()) + ")")
                + ". Fix: " + Shown.line(finding.fix());
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case BLOCKER -> "blocker";
            case HIGH -> "critical";
            case MEDIUM -> "major";
            case LOW -> "minor";
            case INFO -> "info";
        };
    }
}
