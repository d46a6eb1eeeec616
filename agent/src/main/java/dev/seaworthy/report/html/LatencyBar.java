package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import org.jspecify.annotations.Nullable;

/**
 * How long a request takes here and would take in production, as two bars on one scale.
 *
 * @param localWidth width of the local bar in thousandths
 * @param times how many times as long, empty if that says nothing
 */
record LatencyBar(String local, String projected, int localWidth, String times, String trips, String assumption) {

    private static final int FULL = 1_000;

    static @Nullable LatencyBar of(Finding finding) {
        Double local = Evidence.number(finding, "local-millis");
        Double projected = Evidence.number(finding, "projected-millis");
        if (local == null || projected == null || local < 0 || projected <= 0 || projected < local) {
            return null;
        }
        Double trips = Evidence.number(finding, "round-trips");
        double times = local > 0 ? projected / local : 0;
        return new LatencyBar(
                Words.millis(local),
                Words.millis(projected),
                Math.max(4, (int) Math.round(FULL * local / projected)),
                times < 1.5 ? "" : (times < 10 ? tenth(times) : Long.toString(Math.round(times))) + "×",
                trips == null ? "" : Words.count(trips.longValue(), "round trip", "round trips"),
                Words.sentence(Words.cut(Evidence.text(finding, "assumption"), 400)));
    }

    private static String tenth(double number) {
        long tenths = Math.round(number * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }
}
