package com.example.trial;

import java.util.List;
import java.util.Set;

/**
 * One finding of the report, as far as the trial needs it.
 *
 * @param elsewhere the lines at which one cause shows, as in a stack trace; empty if there is but one
 */
record Finding(
        String rule,
        String variant,
        String severity,
        String state,
        Place place,
        Set<String> elsewhere,
        String target,
        long count,
        String message) {

    private static final List<String> LOUD = List.of("blocker", "high", "medium");

    /** The application's own line. */
    record Place(String type, String method, String file, int line) {

        @Override
        public String toString() {
            return type + "#" + method + ":" + line;
        }
    }

    /** Whether it is in that method, or shows there, too. */
    boolean isIn(String type, String method) {
        return place.type().equals(type) && place.method().equals(method)
                || elsewhere.stream().anyMatch(line -> line.startsWith(type + "." + method + "("));
    }

    boolean isConfirmed() {
        return state.equals("confirmed");
    }

    /** Whether it is of medium or more and has not been taken back. */
    boolean isLoud() {
        return LOUD.contains(severity) && !state.equals("resolved");
    }

    String name() {
        return variant.isEmpty() ? rule : rule + " (" + variant + ")";
    }
}
