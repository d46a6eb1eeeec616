package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.observation.Place;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JUnit XML as Jenkins, GitLab and GitHub's actions read it: a suite per area, a test case per finding with its source
 * file and line, and one per rule that found nothing. What is open, confirmed and at or above the threshold fails, as in
 * {@code check}; the rest is skipped and says why.
 *
 * <p>Written without a library: the JDK's writers may be replaced by the application's through a system property.
 */
final class JUnitReport implements ReportFormat {

    private static final int MOST_FRAMES = 10;
    private static final int LONGEST_NAME = 300;

    /**
     * A test.
     *
     * @param finding null for a rule that found nothing
     * @param skipped why it is neither passed nor failed, null if it is
     */
    private record Case(
            String name,
            @Nullable Finding finding,
            @Nullable String skipped) {
        boolean failed() {
            return finding != null && skipped == null;
        }
    }

    private final ReportOptions options;
    private final SourceTree sources;

    JUnitReport(ReportOptions options) {
        this(new File(System.getProperty("user.dir", ".")), options);
    }

    /** @param working the folder from which sources are looked for */
    JUnitReport(File working, ReportOptions options) {
        this.options = options;
        this.sources = new SourceTree(working);
    }

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
            for (Case test : suite.getValue()) {
                write(out, suite.getKey(), test);
            }
            out.write("  </testsuite>\n");
        }
        out.write("</testsuites>\n");
        out.flush();
    }

    private Map<String, List<Case>> suites(Report report) {
        Map<String, List<Case>> rules = new LinkedHashMap<>();
        for (Coverage.RuleState state : report.rules()) {
            if (!state.state().equals("off")) {
                rules.put(state.rule(), new ArrayList<>());
            }
        }
        for (Finding finding : report.findings()) {
            if (finding.state() != Finding.State.RESOLVED) {
                rules.computeIfAbsent(finding.rule(), id -> new ArrayList<>())
                        .add(new Case(name(finding), finding, skipped(finding)));
            }
        }
        for (Coverage.RuleState state : report.rules()) {
            List<Case> cases = rules.get(state.rule());
            if (cases != null && cases.isEmpty()) {
                cases.add(new Case(state.rule(), null, skipped(state)));
            }
        }
        Map<String, List<Case>> suites = new LinkedHashMap<>();
        rules.forEach((rule, cases) -> suites.computeIfAbsent(
                        rule.substring(0, Math.max(0, rule.indexOf('/'))), any -> new ArrayList<>())
                .addAll(cases));
        return suites;
    }

    /** The same in each run, so that a server can follow it: neither line nor count. */
    private static String name(Finding finding) {
        Place place = finding.location();
        String name = finding.rule()
                + (finding.variant() == null ? "" : " (" + finding.variant() + ")")
                + (place == null ? " in the whole process" : " at " + place.className() + "." + place.method())
                + (finding.target().isEmpty() ? "" : " " + finding.target());
        return OneLine.of(name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…");
    }

    private @Nullable String skipped(Finding finding) {
        String because = finding.reason() == null ? "" : ": " + Shown.line(finding.reason());
        if (finding.status() == Finding.Status.SUPPRESSED) {
            return "suppressed" + because;
        }
        if (finding.state() == Finding.State.SUSPECTED) {
            return "only suspected";
        }
        if (finding.status() == Finding.Status.BASELINE) {
            return "in the baseline" + because;
        }
        return finding.severity().atLeast(options.failOn())
                ? null
                : finding.severity().label() + " is below " + options.failOn().label();
    }

    private static @Nullable String skipped(Coverage.RuleState rule) {
        return rule.state().equals("active")
                ? null
                : "not evaluated" + (rule.why() == null ? "" : ": " + Shown.line(rule.why()));
    }

    private static void numbers(Writer out, List<Case> cases, boolean skips) throws IOException {
        out.write(attribute("tests", cases.size()));
        out.write(attribute("failures", cases.stream().filter(Case::failed).count()));
        out.write(attribute("errors", 0));
        if (skips) {
            out.write(attribute(
                    "skipped",
                    cases.stream().filter(test -> test.skipped != null).count()));
        }
        out.write(attribute("time", 0));
    }

    private void write(Writer out, String area, Case test) throws IOException {
        Finding finding = test.finding;
        Place place = finding == null ? null : finding.location();
        out.write("    <testcase" + attribute("name", test.name) + attribute("classname", "seaworthy." + area)
                + attribute("time", 0));
        if (place != null) {
            out.write(attribute("file", OneLine.of(sources.of(place).path())));
            out.write(attribute("line", Math.max(1, place.line())));
        }
        out.write(">\n");
        if (test.skipped != null) {
            out.write("      <skipped>" + escape(test.skipped) + "</skipped>\n");
        }
        if (finding != null) {
            String element = test.skipped == null ? "failure" : "system-out";
            out.write("      <" + element + (test.skipped == null ? failure(finding) : "") + ">" + escape(text(finding))
                    + "</" + element + ">\n");
        }
        out.write("    </testcase>\n");
    }

    private static String failure(Finding finding) {
        String message = finding.severity().label() + " at " + Shown.place(finding)
                + (finding.target().isEmpty() ? "" : " " + Shown.line(finding.target())) + ": "
                + Shown.line(finding.message());
        return attribute("message", message)
                + attribute("type", finding.severity().label());
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
