package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.observation.Place;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a gate has found, for people: one block per finding, those of one source file together, the verdict last. */
final class CheckText implements CheckFormat {

    private static final String ROUTE = "route";

    private final SourceTree sources;

    CheckText(SourceTree sources) {
        this.sources = sources;
    }

    @Override
    public void write(Writer out, Checked checked, List<RuleCard> catalogue) throws IOException {
        for (List<Finding> file : files(checked.failing())) {
            for (Finding finding : file) {
                block(out, finding);
            }
            out.write('\n');
        }
        if (!checked.failing().isEmpty()) {
            out.write("Explain a rule: java -jar seaworthy-agent.jar explain RULE\n");
            out.write("Accept all of these: " + OneLine.of(checked.accept()) + "\n");
        }
        for (String note : checked.notes()) {
            out.write("seaworthy: " + inert(OneLine.of(note)) + "\n");
        }
        out.write("seaworthy: " + OneLine.of(checked.verdict()) + "\n");
        out.flush();
    }

    /** The file with the worst finding first; in each, from the top down. */
    private List<List<Finding>> files(List<Finding> worstFirst) {
        Map<String, List<Finding>> files = new LinkedHashMap<>();
        for (Finding finding : worstFirst) {
            Place place = finding.location();
            files.computeIfAbsent(place == null ? "" : sources.of(place).path(), path -> new ArrayList<>())
                    .add(finding);
        }
        for (List<Finding> file : files.values()) {
            file.sort(Comparator.comparingInt(finding ->
                    finding.location() == null ? 0 : finding.location().line()));
        }
        return List.copyOf(files.values());
    }

    private void block(Writer out, Finding finding) throws IOException {
        Place place = finding.location();
        out.write(inert(OneLine.of(where(place))) + " " + finding.severity().label() + " " + finding.rule() + "\n");
        field(out, "found", Shown.line(finding.message()));
        if (!finding.target().isEmpty()) {
            field(out, "target", Shown.line(finding.target()));
        }
        if (place != null) {
            String caller = Shown.ownCaller(finding);
            field(
                    out,
                    "in",
                    Shown.line(place.className() + "." + place.method())
                            + (caller == null ? "" : ", called from " + caller));
        }
        Object route = finding.evidence().get(ROUTE);
        if (route != null) {
            field(out, "request", Shown.line(String.valueOf(route)));
        }
        field(out, "seen", Shown.frequency(finding));
        List<String> evidence = Shown.evidence(finding).stream()
                .filter(line -> !line.startsWith(ROUTE + " = "))
                .toList();
        if (!evidence.isEmpty()) {
            field(out, "evidence", String.join("; ", evidence));
        }
        field(out, "fix", Shown.line(finding.fix()));
        field(
                out,
                "accept",
                "baseline line '" + finding.id() + " " + finding.count() + " # reason', or "
                        + SuppressLine.of(finding));
    }

    private String where(@Nullable Place place) {
        if (place == null) {
            return "the whole process";
        }
        return sources.of(place).path() + (place.line() > 0 ? ":" + place.line() : "");
    }

    /** The name keeps the application's text from the beginning of the line, where some CI servers look for commands. */
    private static void field(Writer out, String name, String text) throws IOException {
        out.write("    " + name + ":" + " ".repeat(Math.max(1, 9 - name.length())) + inert(text) + "\n");
    }

    /** Some CI servers take {@code ##[command]} and {@code ##vso[…]} for theirs wherever they stand. */
    static String inert(String text) {
        return text.replace("##", "# #");
    }
}
