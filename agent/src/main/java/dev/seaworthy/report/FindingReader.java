package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A finding out of the fields that {@link FindingJson} writes. */
final class FindingReader {

    private static final String UNKNOWN = "Unknown Source";

    private final Map<String, Object> fields;
    private final Function<String, UnreadableReport> refusal;

    private FindingReader(Map<String, Object> fields, Function<String, UnreadableReport> refusal) {
        this.fields = fields;
        this.refusal = refusal;
    }

    /** @param refusal makes the refusal out of what is wrong, which begins with a field's name and a dot before it */
    static Finding read(Map<String, Object> fields, Function<String, UnreadableReport> refusal)
            throws UnreadableReport {
        return new FindingReader(fields, refusal).finding();
    }

    private Finding finding() throws UnreadableReport {
        String rule = needed("rule");
        int slash = rule.indexOf('/');
        Severity severity = Severity.of(needed("severity"));
        if (severity == null) {
            throw wrong("severity", "blocker, high, medium, low, info");
        }
        Finding.State state = state();
        Finding.Status status = status();
        if (!Finding.isRule(rule)) {
            throw wrong("rule", "an area and a name, such as http/plain-http");
        }
        return new Finding(
                id(),
                rule,
                fields.get("variant") instanceof String variant ? variant : null,
                text("area", slash < 0 ? rule : rule.substring(0, slash)),
                severity,
                state,
                status,
                text("message", ""),
                text("fix", ""),
                text("target", ""),
                location(),
                stack(),
                fields.get("count") instanceof Long count ? count : 1,
                moment("firstSeen"),
                moment("lastSeen"),
                evidence(),
                fields.get("reason") instanceof String reason ? reason : null);
    }

    /** What has another form may be made to add lines to a baseline, or to a log. */
    private String id() throws UnreadableReport {
        String id = needed("id");
        if (!Finding.isId(id)) {
            throw wrong("id", "a rule's name and twelve hexadecimal digits, such as plain-http-0123456789ab");
        }
        return id;
    }

    private Finding.State state() throws UnreadableReport {
        String label = needed("state");
        for (Finding.State state : Finding.State.values()) {
            if (state.label().equals(label)) {
                return state;
            }
        }
        throw wrong("state", "suspected, confirmed, resolved");
    }

    private Finding.Status status() throws UnreadableReport {
        String label = needed("status");
        for (Finding.Status status : Finding.Status.values()) {
            if (status.label().equals(label)) {
                return status;
            }
        }
        throw wrong("status", "open, baseline, suppressed");
    }

    private @Nullable Place location() {
        if (!(fields.get("location") instanceof Map<?, ?> place) || !(place.get("class") instanceof String name)) {
            return null;
        }
        return new Place(
                name,
                place.get("method") instanceof String method ? method : "",
                place.get("file") instanceof String file ? file : null,
                place.get("line") instanceof Long line ? (int) Math.max(0, Math.min(line, Integer.MAX_VALUE)) : 0);
    }

    private List<Place> stack() {
        List<Place> stack = new ArrayList<>();
        if (fields.get("stack") instanceof List<?> frames) {
            for (Object frame : frames) {
                stack.add(frame(String.valueOf(frame)));
            }
        }
        return List.copyOf(stack);
    }

    /** The place that prints as {@code text}, as far as {@link Place#toString} wrote it. */
    static Place frame(String text) {
        int open = text.lastIndexOf('(');
        int dot = text.lastIndexOf('.', open);
        if (open < 0 || dot < 0 || !text.endsWith(")")) {
            return new Place(text, "", null, 0);
        }
        String where = text.substring(open + 1, text.length() - 1);
        int colon = where.lastIndexOf(':');
        int line = colon < 0 ? 0 : line(where.substring(colon + 1));
        return new Place(
                text.substring(0, dot),
                text.substring(dot + 1, open),
                where.equals(UNKNOWN) ? null : line > 0 ? where.substring(0, colon) : where,
                line);
    }

    private static int line(String digits) {
        try {
            int line = Integer.parseInt(digits);
            return Integer.toString(line).equals(digits) ? line : 0;
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    @SuppressWarnings("unchecked") // JsonText makes maps by name
    private Map<String, Object> evidence() {
        return fields.get("evidence") instanceof Map<?, ?> evidence ? (Map<String, Object>) evidence : Map.of();
    }

    private long moment(String field) throws UnreadableReport {
        Long millis = fields.get(field) instanceof String text ? Timestamp.parse(text) : Long.valueOf(0);
        if (millis == null) {
            throw wrong(field, "a time such as 2026-11-22T10:28:20.123Z");
        }
        return millis;
    }

    private String text(String field, String absent) {
        return fields.get(field) instanceof String text ? text : absent;
    }

    private String needed(String field) throws UnreadableReport {
        if (fields.get(field) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw refusal.apply(" has no " + field);
    }

    private UnreadableReport wrong(String field, String allowed) {
        return refusal.apply("." + field + " is '" + JsonText.shortened(String.valueOf(fields.get(field)))
                + "', and known are: " + allowed);
    }
}
