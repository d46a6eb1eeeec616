package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.RuleCard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each rule once, with its findings below it, in Markdown. A finding has the number of its row in the table. */
final class FindingDetails {

    private static final int MOST_FRAMES = 5;
    private static final int MOST_ITEMS = 10;
    private static final int LONGEST_WHY = 400;
    private static final int LONGEST_ADVICE = 1_500;

    private final List<RuleCard> catalogue;
    private final List<String> frameworks;

    /** @param frameworks what the application is built with */
    FindingDetails(List<RuleCard> catalogue, List<String> frameworks) {
        this.catalogue = catalogue;
        this.frameworks = frameworks;
    }

    /** As many as fit into so many characters; the rest is counted. */
    String of(List<Finding> findings, int most) {
        Map<String, Map<Integer, Finding>> rules = new LinkedHashMap<>();
        for (int i = 0; i < findings.size(); i++) {
            rules.computeIfAbsent(findings.get(i).rule(), rule -> new LinkedHashMap<>())
                    .put(i + 1, findings.get(i));
        }
        StringBuilder text = new StringBuilder();
        int written = 0;
        for (Map.Entry<String, Map<Integer, Finding>> rule : rules.entrySet()) {
            RuleCard card = card(rule.getKey());
            String head = head(rule.getKey(), card);
            for (Map.Entry<Integer, Finding> finding : rule.getValue().entrySet()) {
                String block = head + block(finding.getKey(), finding.getValue(), card);
                if (text.length() + block.length() <= most) {
                    text.append(block);
                    head = "";
                    written++;
                }
            }
        }
        int left = findings.size() - written;
        return text + (left == 0 ? "" : "The details of " + left + " more are in the JSON report.\n\n");
    }

    private String head(String rule, @Nullable RuleCard card) {
        if (card == null) {
            return "### " + MarkdownReport.code(rule) + "\n\n";
        }
        Advice advice = Advice.of(RulePage.of(card).how(), frameworks);
        String here = advice.here().strip();
        return "### " + MarkdownReport.code(rule) + ": " + card.summary() + "\n\n"
                + "**Why it hurts:** " + why(card) + "\n\n"
                + "**Fix:** " + card.fix() + "\n\n"
                + (here.isEmpty() || here.length() > LONGEST_ADVICE ? "" : here + "\n\n");
    }

    private static String block(int number, Finding finding, @Nullable RuleCard card) {
        StringBuilder text = new StringBuilder();
        text.append("#### ").append(number).append(". ");
        text.append(finding.severity().label()).append(" at ");
        text.append(MarkdownReport.code(Shown.place(finding))).append("\n\n");
        item(
                text,
                "Seen",
                MarkdownReport.code(finding.message()) + ", " + Shown.frequency(finding) + ", last "
                        + Timestamp.of(finding.lastSeen()));
        if (finding.variant() != null) {
            item(text, "Variant", MarkdownReport.code(finding.variant()));
        }
        if (!finding.target().isEmpty()) {
            item(text, "Target", MarkdownReport.code(finding.target()));
        }
        Map<String, Object> evidence = new LinkedHashMap<>(finding.evidence());
        evidence.remove(Finding.FORMER_IDS);
        if (!evidence.isEmpty()) {
            text.append("- **Evidence:**\n");
            evidence.forEach((name, value) -> evidence(text, name, value));
        }
        List<String> callers = Shown.callers(finding, MOST_FRAMES);
        if (!callers.isEmpty()) {
            text.append("- **Called from:**\n");
            callers.forEach(caller ->
                    text.append("  - ").append(MarkdownReport.code(caller)).append('\n'));
        }
        if (card == null || !card.fix().equals(finding.fix())) {
            // The catalogue's own sentence is ours and stands above; any other may name what the application named.
            item(text, "Fix", MarkdownReport.code(finding.fix()));
        }
        item(text, "Id", MarkdownReport.code(finding.id()));
        return text.append('\n').toString();
    }

    private static void item(StringBuilder text, String name, String value) {
        text.append("- **").append(name).append(":** ").append(value).append('\n');
    }

    private static void evidence(StringBuilder text, String name, @Nullable Object value) {
        List<String> parts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(part -> parts.add(Shown.text(part)));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, part) -> parts.add(key + " = " + Shown.text(part)));
        } else {
            text.append("  - ")
                    .append(MarkdownReport.code(name + " = " + value))
                    .append('\n');
            return;
        }
        text.append("  - ").append(MarkdownReport.code(name)).append('\n');
        for (String part : parts.subList(0, Math.min(MOST_ITEMS, parts.size()))) {
            text.append("    - ").append(MarkdownReport.code(part)).append('\n');
        }
        if (parts.size() > MOST_ITEMS) {
            text.append("    - and ").append(parts.size() - MOST_ITEMS).append(" more\n");
        }
    }

    /** The first paragraph of the page's reasons, at a sentence's end. */
    private static String why(RuleCard card) {
        String all = RulePage.of(card).why();
        int end = all.indexOf("\n\n");
        String first = (end < 0 ? all : all.substring(0, end)).replace('\n', ' ');
        if (first.length() <= LONGEST_WHY) {
            return first.isEmpty() ? card.summary() + "." : first;
        }
        int stop = first.lastIndexOf(". ", LONGEST_WHY);
        return stop > 0 ? first.substring(0, stop + 1) : first.substring(0, LONGEST_WHY) + "…";
    }

    private @Nullable RuleCard card(String rule) {
        for (RuleCard card : catalogue) {
            if (card.id().equals(rule)) {
                return card;
            }
        }
        return null;
    }
}
