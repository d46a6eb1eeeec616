package dev.seaworthy.report;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment as outputs show it: UTC, always with three digits of a second. Computed here, since the first use of
 * java.time's formatters loads more classes than a short program has itself.
 */
public final class Timestamp {

    private static final long DAY_MILLIS = 86_400_000L;

    /** Days of 400 years of the Gregorian calendar. */
    private static final long CYCLE_DAYS = 146_097;

    /** From the first of March of the year 0 to 1970. */
    private static final long MARCH_0000_TO_1970 = 719_468;

    private Timestamp() {}

    /** {@code 2026-11-22T10:28:20.123Z}. */
    public static String of(long millis) {
        long days = Math.floorDiv(millis, DAY_MILLIS) + MARCH_0000_TO_1970;
        long cycle = Math.floorDiv(days, CYCLE_DAYS);
        long dayOfCycle = days - cycle * CYCLE_DAYS;
        long yearOfCycle = (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
        long dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        // Years begin in March here, so that the leap day is the last one.
        long month = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * month + 2) / 5 + 1;
        month = month < 10 ? month + 3 : month - 9;
        long year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0);
        long rest = Math.floorMod(millis, DAY_MILLIS);
        StringBuilder text = new StringBuilder(24);
        digits(text, year, 4).append('-');
        digits(text, month, 2).append('-');
        digits(text, day, 2).append('T');
        digits(text, rest / 3_600_000, 2).append(':');
        digits(text, rest / 60_000 % 60, 2).append(':');
        digits(text, rest / 1_000 % 60, 2).append('.');
        return digits(text, rest % 1_000, 3).append('Z').toString();
    }

    /** The epoch milliseconds of such a text, null if it is none. */
    static @Nullable Long parse(String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException none) {
            return null;
        }
    }

    private static StringBuilder digits(StringBuilder text, long number, int width) {
        String digits = Long.toString(number);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        return text.append(digits);
    }

    /** A length of time as one number with its unit: {@code 640 ms}, {@code 45 s}, {@code 12 min}, {@code 5 h}. */
    static String span(long millis) {
        long seconds = millis / 1_000;
        return seconds < 1
                ? Math.max(0, millis) + " ms"
                : seconds < 120 ? seconds + " s" : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
