package com.example.trial;

import java.util.List;

/** One finding of the report, as far as the trial needs it. */
record Finding(
        String rule,
        String variant,
        String severity,
        String state,
        Place place,
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
