package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JUnit XML as Jenkins, GitLab and GitHub's actions read it: a suite an area, a test case a rule that is on. A rule fails
 * for what {@code check} would fail for by its mildest threshold: findings that are open, confirmed and at least medium.
 *
 * <p>One {@code failure} a case, since readers show the first alone. Written without a library: the JDK's writers may be replaced by
 * the application's through a system property.
 */
final class JUnitReport implements ReportFormat {

    private static final int MOST_FRAMES = 10;
    private static final int MOST_FINDINGS = 200;

    /** A rule with its findings. */
    private record Case(
            String rule, boolean evaluated, @Nullable String why, List<Finding> failed, List<Finding> rest) {}

    @Override
    public void write(Writer out, Report report, List<RuleCard> catalogue) throws IOException {
        Map<String, List<Case>> suites = suites(report);
        List<Case> all = suites.values().stream().flatMap(List::stream).toList();
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"Seaworthy\"");
        numbers(out, all, false);
        out.write(">\n");
        for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
            out.write("  <testsuite" + attribute("name", "seaworthy." + suite.getKey()));
            numbers(out, suite.getValue(), true);
            out.write(">\n");
            for (Case rule : suite.getValue()) {
                write(out, suite.getKey(), rule);
            }
            out.write("  </testsuite>\n");
        }
        out.write("</testsuites>\n");
        out.flush();
    }

    private static Map<String, List<Case>> suites(Report report) {
        Map<String, Case> cases = new LinkedHashMap<>();
        for (Coverage.RuleState state : report.rules()) {
            if (!state.state().equals("off")) {
                boolean evaluated = state.state().equals("active");
                cases.put(
                        state.rule(),
                        new Case(state.rule(), evaluated, state.why(), new ArrayList<>(), new ArrayList<>()));
            }
        }
        for (Finding finding : report.findings()) {
            Case rule = cases.computeIfAbsent(
                    finding.rule(), id -> new Case(id, true, null, new ArrayList<>(), new ArrayList<>()));
            (finding.isOpen() && finding.severity().atLeast(Severity.MEDIUM) ? rule.failed : rule.rest).add(finding);
        }
        Map<String, List<Case>> suites = new LinkedHashMap<>();
        for (Case rule : cases.values()) {
            String area = rule.rule.substring(0, Math.max(0, rule.rule.indexOf('/')));
            suites.computeIfAbsent(area, any -> new ArrayList<>()).add(rule);
        }
        return suites;
    }

    private static void numbers(Writer out, List<Case> cases, boolean skips) throws IOException {
        out.write(attribute("tests", cases.size()));
        out.write(attribute(
                "failures",
                cases.stream().filter(rule -> !rule.failed.isEmpty()).count()));
        out.write(attribute("errors", 0));
        if (skips) {
            out.write(attribute(
                    "skipped", cases.stream().filter(JUnitReport::isSkipped).count()));
        }
        out.write(attribute("time", 0));
    }

    private static boolean isSkipped(Case rule) {
        return !rule.evaluated && rule.failed.isEmpty() && rule.rest.isEmpty();
    }

    private static void write(Writer out, String area, Case rule) throws IOException {
        out.write("    <testcase" + attribute("name", rule.rule) + attribute("classname", "seaworthy." + area)
                + attribute("time", 0) + ">\n");
        if (isSkipped(rule)) {
            String why = rule.why == null ? "" : ": " + rule.why;
            out.write("      <skipped>" + escape("not evaluated" + Shown.line(why)) + "</skipped>\n");
        }
        if (!rule.failed.isEmpty()) {
            Finding worst = rule.failed.get(0);
            int more = rule.failed.size() - 1;
            String message = worst.severity().label() + " at " + Shown.place(worst)
                    + (worst.target().isEmpty() ? "" : " " + Shown.line(worst.target())) + ": "
                    + Shown.line(worst.message())
                    + (more == 0 ? "" : " (and " + more + " more)");
            out.write("      <failure" + attribute("message", message)
                    + attribute("type", worst.severity().label()) + ">");
            texts(out, rule.failed);
            out.write("</failure>\n");
        }
        if (!rule.rest.isEmpty()) {
            out.write("      <system-out>");
            texts(out, rule.rest);
            out.write("</system-out>\n");
        }
        out.write("    </testcase>\n");
    }

    private static void texts(Writer out, List<Finding> findings) throws IOException {
        for (Finding finding : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
            out.write(escape(text(finding)));
        }
        if (findings.size() > MOST_FINDINGS) {
            out.write("and " + (findings.size() - MOST_FINDINGS) + " more\n");
        }
    }

    private static String text(Finding finding) {
        StringBuilder text = new StringBuilder();
        text.append(finding.severity().label()).append(", ");
        text.append(finding.state().label()).append(", ");
        text.append(finding.status().label()).append(": ");
        text.append(Shown.line(finding.message())).append('\n');
        text.append("  at ").append(Shown.place(finding)).append('\n');
        for (String caller : Shown.callers(finding, MOST_FRAMES)) {
            text.append("  called from ").append(caller).append('\n');
        }
        if (!finding.target().isEmpty()) {
            text.append("  target: ").append(Shown.line(finding.target())).append('\n');
        }
        text.append("  seen: ").append(Shown.frequency(finding)).append('\n');
        for (String evidence : Shown.evidence(finding)) {
            text.append("  ").append(evidence).append('\n');
        }
        if (finding.reason() != null) {
            text.append("  reason: ").append(Shown.line(finding.reason())).append('\n');
        }
        text.append("  fix: ").append(Shown.line(finding.fix())).append('\n');
        return text.append("  id: ").append(finding.id()).append('\n').toString();
    }

    private static String attribute(String name, Object value) {
        return " " + name + "=\"" + escape(String.valueOf(value)) + "\"";
    }

    /** Text that stays text in an element or a quoted attribute; what XML 1.0 cannot hold is left out. */
    static String escape(String text) {
        StringBuilder xml = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                default -> {
                    if (isLegal(point)) {
                        xml.appendCodePoint(point);
                    }
                }
            }
        });
        return xml.toString();
    }

    private static boolean isLegal(int point) {
        return point == '\n'
                || point == '\t'
                || point >= ' ' && point < 0xd800
                || point > 0xdfff && point < 0xfffe
                || point > 0xffff;
    }
}
