package dev.seaworthy.report;

import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The series of the contract, the same in our own registry and in the application's. Tags come from fixed sets only: rules,
 * severities, states, hooks and senses. Thread-safe.
 */
final class Numbers {

    private record Rated(String rule, Severity severity) {}

    private final Ledger ledger;
    private final Coverage coverage;
    private final Map<Ledger.Tally, Series> findings = new HashMap<>();
    private final Map<Rated, Series> occurrences = new HashMap<>();
    private final Map<String, Series> others = new HashMap<>();
    private final Map<String, Series> all = new LinkedHashMap<>();

    Numbers(Ledger ledger, Coverage coverage, ProcessFacts process) {
        this.ledger = ledger;
        this.coverage = coverage;
        for (RuleCard card : ledger.cards()) {
            for (State state : State.values()) {
                finding(new Ledger.Tally(card.id(), ledger.severity(card), state));
            }
        }
        add(new Series(
                        "seaworthy.info",
                        "The agent that watches this JVM, always 1",
                        false,
                        "version",
                        process.version(),
                        "java",
                        process.java()))
                .learn(1);
        add(Series.live(
                "seaworthy.last.round.age.seconds",
                "Seconds since the agent last judged what it saw; above 60 it is stuck, and its findings are old",
                () -> coverage.roundAgeMillis() / 1_000.0));
    }

    /** Learns what is so now; gives all series so far, those that came first in front. */
    synchronized List<Series> now() {
        Map<Ledger.Tally, Long> tally = ledger.tally();
        tally.keySet().forEach(this::finding);
        findings.forEach((key, series) -> series.learn(tally.getOrDefault(key, 0L)));
        occurrences.forEach((key, series) -> series.learn(ledger.occurrences(key.rule(), key.severity())));
        coverage.observations()
                .forEach((sensor, count) -> other(
                        "seaworthy.observations",
                        "What sensors saw; 0 under load means that the hooks do not fit the libraries in use",
                        true,
                        "sensor",
                        sensor,
                        count));
        coverage.dropped().forEach(this::dropped);
        coverage.errors().forEach(this::error);
        dropped("ledger", ledger.dropped());
        error("listener", ledger.errors());
        for (Coverage.HookState hook : coverage.hooks()) {
            other(
                    "seaworthy.hook.installed",
                    "1 if a hook is in place; 0 is normal for a library that the application does not have",
                    false,
                    "hook",
                    hook.hook(),
                    hook.installed() ? 1 : 0);
        }
        for (Coverage.RuleState rule : coverage.rules()) {
            other(
                    "seaworthy.rule.evaluated",
                    "1 if a rule had something to judge; at 0 its silence proves nothing: use that part of the application",
                    false,
                    "rule",
                    rule.rule(),
                    rule.state().equals("active") ? 1 : 0);
        }
        return new ArrayList<>(all.values());
    }

    private void dropped(String where, long count) {
        other(
                "seaworthy.dropped",
                "What the agent dropped because a limit was reached; the counts of that part are too low",
                true,
                "where",
                where,
                count);
    }

    private void error(String where, long count) {
        other(
                "seaworthy.internal.errors",
                "Failures of the agent that it caught; the application is unaffected: report them with the agent's log",
                true,
                "where",
                where,
                count);
    }

    private void other(String name, String description, boolean counts, String tag, String value, double now) {
        others.computeIfAbsent(name + ' ' + value, key -> add(new Series(name, description, counts, tag, value)))
                .learn(now);
    }

    private void finding(Ledger.Tally key) {
        if (findings.containsKey(key)) {
            return;
        }
        String rule = key.rule();
        String severity = key.severity().label();
        String area = rule.substring(0, Math.max(0, rule.indexOf('/')));
        findings.put(
                key,
                add(new Series(
                        "seaworthy.findings",
                        "Distinct findings; fix those in state confirmed, blockers first: explain RULE says how",
                        false,
                        "rule",
                        rule,
                        "severity",
                        severity,
                        "area",
                        area,
                        "state",
                        key.state().label())));
        occurrences.computeIfAbsent(
                new Rated(rule, key.severity()),
                rated -> add(new Series(
                        "seaworthy.occurrences",
                        "How often confirmed findings happened; one that grows is on a path that is in use",
                        true,
                        "rule",
                        rule,
                        "severity",
                        severity,
                        "area",
                        area)));
    }

    private Series add(Series series) {
        all.put(series.key(), series);
        return series;
    }
}
