package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;
import java.util.List;
import java.util.Map;

/**
 * All that there is to say at one moment: what every format is written from, whether it comes out of the running agent,
 * out of a JSON report or out of several that were merged. Immutable.
 *
 * @param writtenAt epoch milliseconds
 * @param observations how many each sense made
 * @param dropped what was dropped because a limit was reached, by where
 * @param errors failures of our own that were caught, by where
 * @param cost what the agent itself cost, by what: {@code cpu-millis}, {@code start-millis}; empty if unknown
 * @param findings confirmed first, then suspected, then resolved; the worst first
 */
public record Report(
        ProcessFacts process,
        long writtenAt,
        List<Coverage.HookState> hooks,
        List<Coverage.RuleState> rules,
        Map<String, Long> observations,
        Map<String, Long> dropped,
        Map<String, Long> errors,
        Map<String, Long> cost,
        List<Finding> findings) {

    /** The report as it stands now. */
    public static Report of(Ledger ledger, Coverage coverage, ProcessFacts process) {
        return new Report(
                process.with(coverage.frameworks()),
                System.currentTimeMillis(),
                coverage.hooks(),
                coverage.rules(),
                coverage.observations(),
                coverage.dropped(),
                coverage.errors(),
                coverage.cost(),
                ledger.snapshot());
    }

    /** The same with other findings. */
    public Report with(List<Finding> others) {
        return new Report(process, writtenAt, hooks, rules, observations, dropped, errors, cost, List.copyOf(others));
    }
}
