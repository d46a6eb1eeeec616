package dev.seaworthy.report;

import com.google.gson.stream.JsonWriter;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Severity;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What changed between two reports: their confirmed findings, by id. Immutable. */
public final class Comparison {

    private final List<Finding> added = new ArrayList<>();
    private final List<Finding> fixed = new ArrayList<>();
    private final List<Finding> unknown = new ArrayList<>();
    private final List<Finding> same = new ArrayList<>();

    public Comparison(Report before, Report after) {
        Set<String> known = ids(before);
        Set<String> there = ids(after);
        Set<String> judged = new HashSet<>();
        for (Coverage.RuleState rule : after.rules()) {
            if (rule.state().equals("active")) {
                judged.add(rule.rule());
            }
        }
        for (Finding finding : after.findings()) {
            if (finding.state() == State.CONFIRMED) {
                (Collections.disjoint(known, finding.ids()) ? added : same).add(finding);
            }
        }
        for (Finding finding : before.findings()) {
            if (finding.state() == State.CONFIRMED && Collections.disjoint(there, finding.ids())) {
                boolean sure = after.process().complete() && judged.contains(finding.rule());
                (sure ? fixed : unknown).add(finding);
            }
        }
    }

    /** Whether something that nobody accepted is new and at least that severe. */
    public boolean hasNew(Severity severity) {
        return added.stream()
                .anyMatch(finding -> finding.isOpen() && finding.severity().atLeast(severity));
    }

    /**
     * One line per finding, and a last one that counts them.
     *
     * @param working the folder from which sources are looked for
     */
    public void text(Writer out, File working) throws IOException {
        SourceTree sources = new SourceTree(working);
        lines(out, "new", added, sources);
        lines(out, "fixed", fixed, sources);
        lines(out, "unknown", unknown, sources);
        lines(out, "same", same, sources);
        out.write("seaworthy: " + added.size() + " new, " + fixed.size() + " fixed, " + same.size() + " the same"
                + (unknown.isEmpty() ? "" : ", " + unknown.size() + " not judged again") + "\n");
        out.flush();
    }

    /** One object with a list for each. */
    public void json(Writer out) throws IOException {
        JsonWriter json = FindingJson.writer(out);
        json.setIndent("  ");
        json.beginObject();
        json.name("schema").value(JsonReport.SCHEMA);
        list(json, "new", added);
        list(json, "fixed", fixed);
        list(json, "unknown", unknown);
        list(json, "same", same);
        json.endObject();
        json.flush();
        out.write('\n');
        out.flush();
    }

    private static Set<String> ids(Report report) {
        Set<String> ids = new HashSet<>();
        for (Finding finding : report.findings()) {
            if (finding.state() == State.CONFIRMED) {
                ids.addAll(finding.ids());
            }
        }
        return ids;
    }

    private static void lines(Writer out, String word, List<Finding> findings, SourceTree sources) throws IOException {
        for (Finding finding : findings) {
            Place place = finding.location();
            String where = place == null
                    ? "the whole process"
                    : sources.of(place).path() + (place.line() > 0 ? ":" + place.line() : "");
            out.write(word + " ".repeat(8 - word.length()) + OneLine.of(where) + " "
                    + finding.severity().label() + " " + finding.rule()
                    + (finding.target().isEmpty() ? "" : " " + Shown.line(finding.target()))
                    + (finding.status() == Finding.Status.OPEN
                            ? ""
                            : " (" + finding.status().label() + ")")
                    + "\n");
        }
    }

    private static void list(JsonWriter json, String name, List<Finding> findings) throws IOException {
        json.name(name).beginArray();
        for (Finding finding : findings) {
            json.beginObject();
            FindingJson.write(json, finding, true);
            json.endObject();
        }
        json.endArray();
    }
}
