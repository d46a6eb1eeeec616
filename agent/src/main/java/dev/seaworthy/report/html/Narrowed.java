package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which findings a page is to show, by a query such as {@code severity=high&package=com.acme}. Names that it does not know
 * and values that are empty ask for nothing. Immutable.
 */
public final class Narrowed {

    /** Everything. */
    public static final Narrowed NOT = new Narrowed(Map.of());

    private static final List<String> NAMES = List.of("rule", "severity", "area", "package");
    private static final int MOST_VALUE = 200;

    private final Map<String, String> wanted;

    private Narrowed(Map<String, String> wanted) {
        this.wanted = wanted;
    }

    /** @param query as it was sent, without question mark; of a name that is given twice the last value counts */
    public static Narrowed by(String query) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
            if (NAMES.contains(name) && !value.isEmpty()) {
                wanted.put(name, value);
            }
        }
        return wanted.isEmpty() ? NOT : new Narrowed(wanted);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8).trim();
        } catch (IllegalArgumentException odd) {
            return value;
        }
    }

    boolean isNarrow() {
        return !wanted.isEmpty();
    }

    /** Whether the page shows it. A package stands for those below it, too. */
    boolean shows(Finding finding) {
        return wants("rule", finding.rule())
                && wants("severity", finding.severity().label())
                && wants("area", finding.area())
                && isInPackage(finding);
    }

    private boolean wants(String name, String value) {
        String asked = wanted.get(name);
        return asked == null || asked.equalsIgnoreCase(value);
    }

    private boolean isInPackage(Finding finding) {
        String asked = wanted.get("package");
        if (asked == null) {
            return true;
        }
        String type = finding.location() == null ? "" : finding.location().className();
        return type.equals(asked) || type.startsWith(asked.endsWith(".") ? asked : asked + ".");
    }

    /** {@code severity high, package com.acme}. */
    String told() {
        List<String> words = new ArrayList<>();
        wanted.forEach((name, value) -> words.add(name + " " + Words.cut(value, MOST_VALUE)));
        return String.join(", ", words);
    }
}
