package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.ProcessFacts;
import dev.seaworthy.report.Report;
import dev.seaworthy.report.SourceLinks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the page shows; the template asks for it by these names. */
final class Sheet {

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::state)
            .thenComparing(Finding::severity)
            .thenComparing(Comparator.comparingLong(Finding::count).reversed());

    private static final int MOST_SILENT = 500;
    private static final int MOST_NAME = 120;

    private final Report report;
    private final boolean live;
    private final Narrowed narrowed;
    private final List<Finding> confirmed = new ArrayList<>();
    private final List<Finding> open = new ArrayList<>();
    private final List<Row> silent = new ArrayList<>();
    private final Topics topics;
    private int silentCount;
    private int leftOut;

    Sheet(Report report, List<RuleCard> catalogue, boolean live, Narrowed narrowed, SourceLinks links) {
        this.report = report;
        this.live = live;
        this.narrowed = narrowed;
        List<Finding> all = new ArrayList<>(report.findings());
        all.sort(WORST_FIRST);
        for (Finding finding : all) {
            if (!narrowed.shows(finding)) {
                leftOut++;
                continue;
            }
            Row row = silentCount < MOST_SILENT ? Row.silent(finding) : null;
            if (finding.state() == Finding.State.RESOLVED || finding.status() != Finding.Status.OPEN) {
                silentCount++;
                if (row != null) {
                    silent.add(row);
                }
            } else {
                open.add(finding);
                if (finding.state() == Finding.State.CONFIRMED) {
                    confirmed.add(finding);
                }
            }
        }
        topics = new Topics(open, catalogue, report.process().frameworks(), links);
    }

    String style() {
        return Templates.style();
    }

    boolean live() {
        return live;
    }

    /** What the page is narrowed to, empty if to nothing. */
    String narrowed() {
        return narrowed.isNarrow() ? narrowed.told() : "";
    }

    String leftOut() {
        return Words.count(leftOut, "finding is", "findings are") + " left out";
    }

    String app() {
        String main = report.process().main();
        return main.isEmpty() ? "This application" : Words.cut(main, MOST_NAME);
    }

    String headline() {
        if (confirmed.isEmpty()) {
            return !open.isEmpty() ? "Nothing proven yet" : leftOut > 0 ? "Nothing of that kind" : "No hazard seen";
        }
        return Words.count(confirmed.size(), "hazard", "hazards") + " on the way to production";
    }

    /** What the headline means, in a sentence. */
    String lead() {
        int suspected = open.size() - confirmed.size();
        String more = suspected == 0
                ? ""
                : " " + Words.count(suspected, "more is", "more are")
                        + " suspected: seen, but not often enough to be certain.";
        if (confirmed.isEmpty() && leftOut > 0) {
            return more.trim();
        }
        if (confirmed.isEmpty()) {
            return suspected == 0
                    ? "Nothing that works here and breaks in production has been seen so far. "
                            + blindness().judged()
                    : more.trim();
        }
        return severities().told() + "." + more;
    }

    List<String> facts() {
        ProcessFacts process = report.process();
        List<String> facts = new ArrayList<>();
        if (!process.frameworks().isEmpty()) {
            facts.add(Words.cut(String.join(", ", process.frameworks()), MOST_NAME));
        }
        facts.add("Java " + Words.cut(process.java(), MOST_NAME));
        facts.add(environment(process.environment()));
        facts.add(
                process.replicas() > 1
                        ? Words.count(process.replicas(), "process", "processes") + ", merged"
                        : "process " + process.pid());
        facts.add("watched for " + Words.duration(report.writtenAt() - process.startedAt()));
        facts.add("written " + Words.day(report.writtenAt()) + " UTC");
        return facts;
    }

    private static String environment(String name) {
        return switch (name) {
            case "vm" -> "virtual machine";
            case "developer" -> "developer's machine: most findings are one step milder";
            default -> Words.cut(name, MOST_NAME);
        };
    }

    String version() {
        return Words.cut(report.process().version(), MOST_NAME);
    }

    boolean any() {
        return !open.isEmpty();
    }

    Severities severities() {
        return Severities.of(confirmed.isEmpty() ? open : confirmed);
    }

    @Nullable
    Timeline timeline() {
        return Timeline.of(open, report.process().startedAt(), report.writtenAt());
    }

    List<Index.Line> index() {
        return Index.of(open, report.rules(), topics);
    }

    Choices choices() {
        return new Choices(open);
    }

    List<Line> lines() {
        return topics.shown();
    }

    List<Line> moreLines() {
        return topics.more();
    }

    String moreLinesTold() {
        return topics.more().isEmpty() ? "" : Words.count(topics.more().size(), "more finding", "more findings");
    }

    /** How many the page leaves out, in words; empty for none. */
    String linesLeft() {
        int left = open.size() - topics.lines();
        return left == 0 ? "" : Words.count(left, "further finding is", "further findings are") + " in the JSON report";
    }

    Collection<Topics.Topic> topics() {
        return topics.all();
    }

    List<Row> silent() {
        return silent;
    }

    String silentTold() {
        return silentCount == 0 ? "" : Words.count(silentCount, "finding needs", "findings need") + " no attention";
    }

    String silentLeft() {
        int left = silentCount - silent.size();
        return left == 0 ? "" : Words.number(left) + " more are in the JSON report";
    }

    Blindness blindness() {
        return new Blindness(report);
    }

    List<Evidence.Fact> cost() {
        return Cost.of(report);
    }

    List<Evidence.Fact> observations() {
        List<Evidence.Fact> facts = new ArrayList<>();
        report.observations()
                .forEach((sense, count) ->
                        facts.add(new Evidence.Fact(Words.cut(sense, MOST_NAME), Words.number(count))));
        return facts;
    }
}
