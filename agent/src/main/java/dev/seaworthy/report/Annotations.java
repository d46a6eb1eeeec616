package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Workflow commands of GitHub Actions, which show what fails beside its line. GitHub keeps ten of a kind per step, so the
 * most severe ten are shown, and one more says how many there are.
 */
final class Annotations implements CheckFormat {

    private static final int MOST = 10;

    private final SourceTree sources;

    Annotations(SourceTree sources) {
        this.sources = sources;
    }

    @Override
    public void write(Writer out, Checked checked, List<RuleCard> catalogue) throws IOException {
        List<Finding> failing = checked.failing();
        for (Finding finding : failing.subList(0, Math.min(MOST, failing.size()))) {
            out.write("::" + command(finding.severity()) + " " + properties(finding) + "::" + data(message(finding))
                    + "\n");
        }
        int more = failing.size() - MOST;
        if (more > 0) {
            out.write("::notice title=Seaworthy::" + more + (more == 1 ? " more finding" : " more findings")
                    + " in this step's log and in the job's summary\n");
        }
        out.flush();
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case BLOCKER, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "notice";
        };
    }

    private String properties(Finding finding) {
        Place place = finding.location();
        SourceTree.Source source = place == null ? null : sources.of(place);
        String at = place == null || source == null || source.file() == null
                ? ""
                : "file=" + property(source.path()) + ",line=" + Math.max(1, place.line()) + ",";
        return at + "title=" + property(finding.severity().label() + " " + finding.rule());
    }

    private static String message(Finding finding) {
        return Shown.line(finding.message()) + "\n" + Shown.place(finding)
                + (finding.target().isEmpty() ? "" : " " + Shown.line(finding.target()))
                + "\nFix: " + Shown.line(finding.fix());
    }

    /** Text behind a command: it ends at the line's end. */
    static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** A command's property, which ends at a comma or colon, too. */
    static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
