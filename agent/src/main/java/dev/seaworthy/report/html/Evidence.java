package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen, as names with values: short ones to be looked over, long ones to be read.
 *
 * @param numbers short values
 * @param texts long ones
 */
record Evidence(List<Fact> numbers, List<Fact> texts) {

    private static final int SHORT = 24;
    private static final int MOST_LABEL = 60;
    private static final int MOST_TEXT = 400;
    private static final int MOST_PARTS = 12;

    /** One name with its value. */
    record Fact(String name, String value) {}

    static Evidence of(Finding finding) {
        List<Fact> numbers = new ArrayList<>();
        List<Fact> texts = new ArrayList<>();
        finding.evidence().forEach((name, value) -> {
            if (value != null && !name.equals(Finding.FOLDED_INTO) && !name.equals(Finding.FORMER_IDS)) {
                Fact fact = fact(name, value);
                (fact.value().length() <= SHORT && fact.name().length() <= SHORT ? numbers : texts).add(fact);
            }
        });
        return new Evidence(numbers, texts);
    }

    /** A number among the evidence, null if there is none of that name. */
    static @Nullable Double number(Finding finding, String name) {
        Object value = finding.evidence().get(name);
        return value instanceof Number number && Double.isFinite(number.doubleValue()) ? number.doubleValue() : null;
    }

    /** A text among the evidence, empty if there is none of that name. */
    static String text(Finding finding, String name) {
        Object value = finding.evidence().get(name);
        return value instanceof String text ? text : "";
    }

    private static Fact fact(String name, Object value) {
        String label = name;
        String text = shown(value);
        if (value instanceof Number number) {
            double size = number.doubleValue();
            if (name.endsWith("-millis") || name.endsWith("-ms")) {
                label = name.substring(0, name.lastIndexOf('-'));
                text = Words.millis(size);
            } else if (name.endsWith("-seconds")) {
                label = name.substring(0, name.lastIndexOf('-'));
                text += " s";
            } else if (name.endsWith("-percent")) {
                label = "share " + name.substring(0, name.lastIndexOf('-'));
                text += " %";
            } else if (name.equals("bytes") || name.endsWith("-bytes")) {
                label = name.equals("bytes") ? "size" : name.substring(0, name.lastIndexOf('-'));
                text = Words.size(size);
            }
        }
        boolean isRule = label.indexOf('/') > 0;
        return new Fact(Words.cut(isRule ? label : label.replace('-', ' '), MOST_LABEL), Words.cut(text, MOST_TEXT));
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Words.number((long) number)
                    : Double.toString(Math.rint(number * 1_000) / 1_000);
        }
        if (value instanceof Long || value instanceof Integer) {
            return Words.number(((Number) value).longValue());
        }
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        if (value instanceof List<?> list) {
            List<String> parts = new ArrayList<>();
            for (Object part : list) {
                parts.add(shown(part));
            }
            return joined(parts, ", ");
        }
        if (value instanceof Map<?, ?> map) {
            List<String> parts = new ArrayList<>();
            for (Map.Entry<?, ?> part : map.entrySet()) {
                parts.add(part.getKey() + ": " + shown(part.getValue()));
            }
            return joined(parts, "; ");
        }
        return String.valueOf(value);
    }

    private static String joined(List<String> parts, String between) {
        if (parts.size() <= MOST_PARTS) {
            return String.join(between, parts);
        }
        return String.join(between, parts.subList(0, MOST_PARTS)) + between + "and " + (parts.size() - MOST_PARTS)
                + " more";
    }
}
