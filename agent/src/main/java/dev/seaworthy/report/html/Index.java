package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.report.Coverage;
import dev.seaworthy.rule.Section;
import java.util.ArrayList;
import java.util.List;

/** The ten sections in their order: what was found in each, or that nothing could be judged there. */
final class Index {

    /**
     * One section.
     *
     * @param severity of its worst finding, {@code clear} where there is none, {@code blind} where nothing was judged
     * @param anchor empty if there is nothing to go to
     */
    record Line(int number, String title, String severity, String told, String anchor) {}

    private Index() {}

    /** @param topics the sections that the page has */
    static List<Line> of(List<Finding> open, List<Coverage.RuleState> rules, Topics topics) {
        List<Line> lines = new ArrayList<>();
        for (Section section : Section.values()) {
            long found = 0;
            String worst = "";
            for (Finding finding : open) {
                if (Section.of(finding.rule()) == section) {
                    worst = found++ == 0 ? finding.severity().label() : worst;
                }
            }
            if (found > 0) {
                String told = Words.count(found, "finding", "findings");
                lines.add(new Line(
                        section.number(),
                        section.title(),
                        worst,
                        told,
                        topics.has(section) ? Topics.anchorOf(section) : ""));
            } else {
                List<Coverage.RuleState> its = rules.stream()
                        .filter(rule -> Section.of(rule.rule()) == section)
                        .toList();
                boolean judged = its.stream().anyMatch(rule -> rule.state().equals("active"));
                lines.add(new Line(
                        section.number(),
                        section.title(),
                        judged ? "clear" : "blind",
                        judged ? "nothing found" : its.isEmpty() ? "no rules yet" : "not judged",
                        ""));
            }
        }
        return lines;
    }
}
