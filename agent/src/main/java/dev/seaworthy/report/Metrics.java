package dev.seaworthy.report;

import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.rule.Severity;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * The numbers, for Prometheus, in a registry of our own. Made at the first scrape, since that costs about half a second.
 * Tags come from fixed sets only: rules, severities, states, hooks and senses.
 */
final class Metrics {

    private final Ledger ledger;
    private final Coverage coverage;
    private final PrometheusMeterRegistry registry;
    private final Set<Ledger.Tally> known = new HashSet<>();
    private final Set<String> counted = new HashSet<>();
    private final Map<String, Double> numbers = new ConcurrentHashMap<>();
    private Map<Ledger.Tally, Long> tally = new HashMap<>();

    Metrics(Ledger ledger, Coverage coverage, ProcessFacts process) {
        this.ledger = ledger;
        this.coverage = coverage;
        SilentMicrometer.install();
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        for (RuleCard card : ledger.cards()) {
            for (State state : State.values()) {
                add(new Ledger.Tally(card.id(), ledger.severity(card), state));
            }
        }
        Tags tags = Tags.of("version", process.version(), "java", process.java());
        gauge("seaworthy.info", tags, any -> 1);
    }

    /** The text that Prometheus reads. */
    synchronized String scrape() {
        tally = ledger.tally();
        tally.keySet().forEach(this::add);
        coverage.observations().forEach((sensor, count) -> counter("seaworthy.observations", "sensor", sensor, count));
        coverage.dropped().forEach((where, count) -> counter("seaworthy.dropped", "where", where, count));
        coverage.errors().forEach((where, count) -> counter("seaworthy.internal.errors", "where", where, count));
        counter("seaworthy.dropped", "where", "ledger", ledger.dropped());
        counter("seaworthy.internal.errors", "where", "listener", ledger.errors());
        for (Coverage.HookState hook : coverage.hooks()) {
            String name = "hook " + hook.hook();
            numbers.put(name, hook.installed() ? 1.0 : 0.0);
            if (counted.add(name)) {
                gauge("seaworthy.hook.installed", Tags.of("hook", hook.hook()), any -> numbers.getOrDefault(name, 0.0));
            }
        }
        return registry.scrape();
    }

    private void add(Ledger.Tally series) {
        if (!known.add(series)) {
            return;
        }
        String rule = series.rule();
        Severity severity = series.severity();
        Tags tags = Tags.of(
                "rule", rule, "severity", severity.label(), "area", rule.substring(0, Math.max(0, rule.indexOf('/'))));
        gauge("seaworthy.findings", tags.and("state", series.state().label()), any -> tally.getOrDefault(series, 0L));
        if (counted.add("occurrences " + rule + severity)) {
            FunctionCounter.builder("seaworthy.occurrences", ledger, from -> from.occurrences(rule, severity))
                    .tags(tags)
                    .register(registry);
        }
    }

    private void counter(String name, String tag, String value, double count) {
        String key = name + ' ' + value;
        numbers.put(key, count);
        if (counted.add(key)) {
            FunctionCounter.builder(name, this, any -> numbers.getOrDefault(key, 0.0))
                    .tag(tag, value)
                    .register(registry);
        }
    }

    private void gauge(String name, Tags tags, ToDoubleFunction<MeterRegistry> value) {
        Gauge.builder(name, registry, value).tags(tags).register(registry);
    }
}
