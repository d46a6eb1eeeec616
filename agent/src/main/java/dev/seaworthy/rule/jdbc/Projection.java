package dev.seaworthy.rule.jdbc;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.rule.Found;
import java.util.Locale;

/**
 * What round trips that are cheap here will cost in production: each is as far away as the setting {@code projection.db}
 * says. A local database answers in a fraction of a millisecond, so that time measured here never shows the hazard.
 */
final class Projection {

    private static final double NANOS = 1_000_000.0;
    private static final double DEFAULT_MILLIS = 2;

    /** Production's round trip in milliseconds. */
    final double roundTrip;

    Projection(Surroundings surroundings) {
        roundTrip = millis(surroundings.option("projection.db"));
    }

    /** What {@code trips} waits, one after the other, add up to in production, in milliseconds. */
    long wait(int trips) {
        return Math.round(trips * roundTrip);
    }

    /** What took {@code nanos} here, in milliseconds, at production's distance: each trip costs the difference more. */
    long projected(long nanos, int trips, long fastestNanos) {
        double more = Math.max(0, roundTrip - fastestNanos / NANOS);
        return Math.round(nanos / NANOS + trips * more);
    }

    /** {@code 9 ms}, {@code 0.3 ms}. */
    static String millis(long nanos) {
        double millis = nanos / NANOS;
        return (millis >= 10 ? String.valueOf(Math.round(millis)) : String.format(Locale.ROOT, "%.1f", millis)) + " ms";
    }

    /** The numbers of a projection, under the names that the report's pictures are drawn from. */
    Found evidence(Found found, long nanos, int trips, long fastestNanos) {
        return found.evidence("round-trips", trips)
                .evidence("local-millis", nanos / NANOS)
                .evidence("projected-millis", projected(nanos, trips, fastestNanos))
                .evidence("assumption", "a round trip takes " + text() + " in production (projection.db)");
    }

    /** {@code 2 ms}. */
    String text() {
        boolean whole = roundTrip == Math.rint(roundTrip);
        return (whole ? String.valueOf((long) roundTrip) : String.valueOf(roundTrip)) + " ms";
    }

    /** The setting is validated text: {@code 500ms}, {@code 2s}, {@code 1m}. */
    private static double millis(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return DEFAULT_MILLIS;
        }
        int unit = 0;
        while (unit < text.length() && Character.isDigit(text.charAt(unit))) {
            unit++;
        }
        if (unit == 0) {
            return DEFAULT_MILLIS;
        }
        double number = Double.parseDouble(text.substring(0, unit));
        return switch (text.substring(unit).trim()) {
            case "s" -> number * 1_000;
            case "m" -> number * 60_000;
            case "h" -> number * 3_600_000;
            default -> number;
        };
    }
}
