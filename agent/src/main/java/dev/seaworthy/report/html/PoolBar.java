package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all replicas together would hold, against what the database accepts; a block for each replica.
 *
 * @param blocks the replicas, those of a rolling deploy last
 * @param usableAt where the database's limit stands, in thousandths of the width
 * @param told the arithmetic in one sentence
 */
record PoolBar(List<Block> blocks, int usableAt, String told, String verdict) {

    private static final int FULL = 1_000;
    private static final int MOST_BLOCKS = 60;

    /** One replica's connections. */
    record Block(String kind, String x, String width) {}

    static @Nullable PoolBar of(Finding finding) {
        Double usable = Evidence.number(finding, "usable");
        Double pools = Evidence.number(finding, "pool-sum");
        Double replicas = Evidence.number(finding, "replicas");
        if (usable == null || pools == null || replicas == null || usable < 0 || pools <= 0 || replicas < 1) {
            return null;
        }
        Double limit = Evidence.number(finding, "limit");
        Double reserved = Evidence.number(finding, "reserved");
        Double surge = Evidence.number(finding, "surge");
        Double fit = Evidence.number(finding, "replicas-that-fit");
        double more = surge == null ? 0 : surge;
        double needed = pools * (replicas + more);
        double scale = FULL / Math.max(needed, usable);
        List<Block> blocks = new ArrayList<>();
        int count = (int) Math.min(MOST_BLOCKS, replicas + more);
        double width = needed * scale / count;
        for (int i = 0; i < count; i++) {
            double end = (i + 1) * needed / count;
            String kind = end > usable ? "over" : i >= count * replicas / (replicas + more) ? "surge" : "fits";
            blocks.add(new Block(kind, tenth(i * width), tenth(Math.max(1, width - 4))));
        }
        String told = "Pools of " + whole(pools) + " in " + whole(replicas) + " replicas"
                + (more > 0 ? " and " + whole(more) + " more during a deploy" : "") + " need " + whole(needed)
                + " connections; the database has "
                + (limit == null ? "" : whole(limit) + " (")
                + (limit != null && Boolean.TRUE.equals(finding.evidence().get("limit-guessed")) ? "the default; " : "")
                + (limit != null && reserved != null && reserved > 0 ? whole(reserved) + " reserved; " : "")
                + whole(usable) + " usable" + (limit == null ? "" : ")") + ".";
        String verdict = fit == null
                ? ""
                : fit < 1
                        ? "Not even one replica fits."
                        : Words.count(fit.longValue(), "replica fits.", "replicas fit.");
        return new PoolBar(blocks, (int) Math.round(usable * scale), told, verdict);
    }

    private static String whole(double number) {
        return Words.number(Math.round(number));
    }

    private static String tenth(double number) {
        return Double.toString(Math.round(number * 10) / 10.0);
    }
}
