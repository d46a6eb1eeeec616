package dev.seaworthy.rule;

import dev.seaworthy.context.Surroundings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What round trips that are cheap here will cost in production: each is as far away as a setting says. A local service
 * answers in a fraction of a millisecond, so that time measured here never shows the hazard.
 */
public final class Projection {

    private static final double NANOS = 1_000_000.0;
    /** Production's round trip in milliseconds. */
    private final double roundTrip;

    private final String setting;

    private Projection(Surroundings surroundings, String setting, double millis) {
        this.setting = setting;
        roundTrip = millis(surroundings.option(setting), millis);
    }

    /** To the database. */
    public static Projection toDatabase(Surroundings surroundings) {
        return new Projection(surroundings, "projection.db", 2);
    }

    /** To a service next door. */
    public static Projection nextDoor(Surroundings surroundings) {
        return new Projection(surroundings, "projection.http-internal", 5);
    }

    /** To a public service. */
    public static Projection toPublic(Surroundings surroundings) {
        return new Projection(surroundings, "projection.http-public", 80);
    }

    /** What {@code trips} waits, one after the other, add up to in production, in milliseconds. */
    public long wait(int trips) {
        return Math.round(trips * roundTrip);
    }

    /** What took {@code nanos} here, in milliseconds, at production's distance: each trip costs the difference more. */
    public long projected(long nanos, int trips, long fastestNanos) {
        double more = Math.max(0, roundTrip - fastestNanos / NANOS);
        return Math.round(nanos / NANOS + trips * more);
    }

    /** {@code 9 ms}, {@code 0.3 ms}. */
    public static String millis(long nanos) {
        double millis = nanos / NANOS;
        return (millis >= 10 ? String.valueOf(Math.round(millis)) : String.format(Locale.ROOT, "%.1f", millis)) + " ms";
    }

    /** The numbers of a projection, under the names that the report's pictures are drawn from. */
    public Found evidence(Found found, long nanos, int trips, long fastestNanos) {
        return found.evidence("round-trips", trips)
                .evidence("local-millis", nanos / NANOS)
                .evidence("projected-millis", projected(nanos, trips, fastestNanos))
                .evidence("assumption", "a round trip takes " + text() + " in production (" + setting + ")");
    }

    /** {@code 2 ms}. */
    public String text() {
        boolean whole = roundTrip == Math.rint(roundTrip);
        return (whole ? String.valueOf((long) roundTrip) : String.valueOf(roundTrip)) + " ms";
    }

    /** The setting is validated text: {@code 500ms}, {@code 2s}, {@code 1m}. */
    private static double millis(@Nullable String text, double byDefault) {
        if (text == null) {
            return byDefault;
        }
        int unit = 0;
        while (unit < text.length() && Character.isDigit(text.charAt(unit))) {
            unit++;
        }
        if (unit == 0) {
            return byDefault;
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
