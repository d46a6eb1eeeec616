package dev.seaworthy.report;

import dev.seaworthy.finding.Ledger;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/**
 * The numbers, for Prometheus, in a registry of our own. Made at the first scrape, since that costs about half a second.
 */
final class Metrics {

    private final Numbers numbers;
    private final PrometheusMeterRegistry registry;
    private int known;

    Metrics(Ledger ledger, Coverage coverage, ProcessFacts process) {
        numbers = new Numbers(ledger, coverage, process);
        SilentMicrometer.install();
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /** The text that Prometheus reads. */
    synchronized String scrape() {
        List<Series> all = numbers.now();
        for (Series series : all.subList(known, all.size())) {
            add(series);
        }
        known = all.size();
        return registry.scrape();
    }

    private void add(Series series) {
        if (series.counts()) {
            FunctionCounter.builder(series.name(), series, series)
                    .description(series.description())
                    .tags(series.tags())
                    .register(registry);
        } else {
            Gauge.builder(series.name(), series, series)
                    .description(series.description())
                    .tags(series.tags())
                    .register(registry);
        }
    }
}
