package dev.seaworthy.config;

/** A number with a unit, read without regular expressions. */
final class Quantity {

    private static final String[] DURATIONS = {"ms", "s", "m", "h"};
    private static final long[] MILLIS = {1, 1_000, 60_000, 3_600_000};
    private static final String[] SIZES = {"KB", "MB", "GB", "B"};
    private static final long[] BYTES = {1L << 10, 1L << 20, 1L << 30, 1};

    private Quantity() {}

    /** Milliseconds of a duration, bytes of a size, else the plain number; -1 if {@code text} is none. */
    static long parse(Setting.Kind kind, String text) {
        if (kind == Setting.Kind.DURATION) {
            return parse(text, DURATIONS, MILLIS);
        }
        return kind == Setting.Kind.SIZE ? parse(text, SIZES, BYTES) : digits(text);
    }

    private static long parse(String text, String[] units, long[] factors) {
        for (int i = 0; i < units.length; i++) {
            if (text.endsWith(units[i])) {
                long number = digits(text.substring(0, text.length() - units[i].length()));
                if (number >= 0) {
                    return number * factors[i];
                }
            }
        }
        return -1;
    }

    private static long digits(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + (digit - '0');
        }
        return number;
    }
}
