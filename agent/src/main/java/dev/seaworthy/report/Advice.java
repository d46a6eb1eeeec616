package dev.seaworthy.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's page says of how to fix it, sorted by the frameworks that it names; each in Markdown, empty if there is
 * nothing. Immutable.
 *
 * @param common what to do whatever the application is built with
 * @param here what to do with the framework that is there
 * @param hereName which one that is
 * @param elsewhere what to do with others
 * @param elsewhereNames which those are
 */
public record Advice(String common, String here, String hereName, String elsewhere, String elsewhereNames) {

    private static final String PLAIN = "Plain Java";
    private static final String NAMES = "(?:Plain Java|Spring Boot|Spring|Quarkus|Jakarta EE|Micronaut)";
    private static final int MOST_LABEL = 80;

    /** {@code Spring Boot:} or {@code - Plain Java, `HttpURLConnection`:} at the beginning of a line. */
    private static final Pattern LABEL = Pattern.compile(
            "^(?:[-*] )?(?:\\*\\*)?(" + NAMES + "\\b[^:\n]{0," + MOST_LABEL + "}?)(?:\\*\\*)?:(?:\\*\\*)?");

    /** The same at the beginning of a sentence. */
    private static final Pattern INSIDE =
            Pattern.compile("(?<=[.;)`] )(?=" + NAMES + "(?:(?:,| and| or|, or|, and) " + NAMES + ")*:)");

    private record Part(@Nullable String label, StringBuilder text) {}

    /**
     * Reads the text below "How to fix it".
     *
     * @param frameworks what the application is built with
     */
    public static Advice of(String text, List<String> frameworks) {
        List<Part> parts = parts(text);
        List<String> wanted = wanted(frameworks, parts);
        StringBuilder common = new StringBuilder();
        StringBuilder here = new StringBuilder();
        StringBuilder elsewhere = new StringBuilder();
        Set<String> others = new LinkedHashSet<>();
        for (Part part : parts) {
            String label = part.label();
            if (label == null) {
                common.append(part.text()).append("\n\n");
            } else if (mentions(label, wanted)) {
                here.append(part.text()).append("\n\n");
            } else {
                elsewhere.append(part.text()).append("\n\n");
                others.addAll(named(label));
            }
        }
        return new Advice(
                common.toString(),
                here.toString(),
                here.length() == 0 ? "" : String.join(", ", wanted),
                elsewhere.toString(),
                String.join(", ", others));
    }

    /** The frameworks that are there and that the page knows; where it knows none of them, plain Java. */
    private static List<String> wanted(List<String> frameworks, List<Part> parts) {
        List<String> known = new ArrayList<>();
        for (String framework : frameworks) {
            for (Part part : parts) {
                if (part.label() != null && mentions(part.label(), List.of(framework)) && !known.contains(framework)) {
                    known.add(framework);
                }
            }
        }
        return known.isEmpty() ? List.of(PLAIN) : known;
    }

    private static boolean mentions(String label, List<String> frameworks) {
        for (String framework : frameworks) {
            if (label.contains(framework)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> named(String label) {
        List<String> names = new ArrayList<>();
        Matcher name = Pattern.compile(NAMES).matcher(label);
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }

    /** The text of "How to fix it", cut where a framework's name begins a line or a sentence. */
    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        Part current = new Part(null, new StringBuilder());
        parts.add(current);
        boolean fenced = false;
        boolean blank = false;
        for (String line : text.split("\n", -1)) {
            boolean fence = line.stripLeading().startsWith("```");
            for (String piece : fenced || fence ? new String[] {line} : INSIDE.split(line)) {
                Matcher label = LABEL.matcher(piece);
                if (!fenced && label.find()) {
                    current = new Part(label.group(1), new StringBuilder());
                    parts.add(current);
                    String rest = piece.substring(label.end());
                    current.text()
                            .append("**")
                            .append(label.group(1))
                            .append(":**")
                            .append(rest)
                            .append('\n');
                } else if (current.label() != null && blank && !fenced && !fence && !piece.isBlank()) {
                    // A new paragraph that names none speaks to all again.
                    current = new Part(null, new StringBuilder());
                    parts.add(current);
                    current.text().append(piece).append('\n');
                } else {
                    current.text()
                            .append(current.label() == null ? piece : piece.replaceFirst("^ {2}", ""))
                            .append('\n');
                }
            }
            fenced ^= fence;
            blank = line.isBlank();
        }
        return parts;
    }
}
