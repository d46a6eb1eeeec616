package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Joins the reports of many processes that run the same program. The worst of what was said of one finding speaks, counts
 * are summed, and what one of them could see was seen.
 */
public final class Merge {

    /** Name of the evidence that says in how many processes a finding was made. */
    static final String REPLICAS = "replicas";

    private static final int MOST_NAMED = 3;
    private static final List<String> BEST_STATE_FIRST = List.of("active", "not-evaluated", "off");

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::state)
            .thenComparing(Finding::severity)
            .thenComparing(Comparator.comparingLong(Finding::count).reversed());

    private Merge() {}

    /** One report for all, the worst first. */
    public static Report of(Collection<Report> reports) {
        if (reports.size() == 1) {
            Report one = reports.iterator().next();
            List<Finding> sorted = new ArrayList<>(one.findings());
            sorted.sort(WORST_FIRST.thenComparing(Finding::id));
            return one.with(sorted);
        }
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        Map<String, Coverage.HookState> hooks = new TreeMap<>();
        Map<String, Coverage.RuleState> rules = new LinkedHashMap<>();
        Map<String, Long> observations = new TreeMap<>();
        Map<String, Long> dropped = new TreeMap<>();
        Map<String, Long> errors = new TreeMap<>();
        Map<String, Long> cost = new TreeMap<>();
        long writtenAt = 0;
        for (Report report : reports) {
            for (Finding finding : report.findings()) {
                findings.computeIfAbsent(finding.id(), id -> new ArrayList<>())
                        .add(counted(finding, report.process().replicas()));
            }
            for (Coverage.HookState hook : report.hooks()) {
                hooks.merge(hook.hook(), hook, (a, b) -> b.installed() && !a.installed() ? b : a);
            }
            for (Coverage.RuleState rule : report.rules()) {
                rules.merge(rule.rule(), rule, (a, b) -> better(b.state(), a.state()) ? b : a);
            }
            add(observations, report.observations(), Long::sum);
            add(dropped, report.dropped(), Long::sum);
            add(errors, report.errors(), Long::sum);
            // What each of them pays, not what all pay together: that is what somebody compares.
            add(cost, report.cost(), Long::max);
            writtenAt = Math.max(writtenAt, report.writtenAt());
        }
        List<Finding> joined = new ArrayList<>();
        for (List<Finding> same : findings.values()) {
            joined.add(join(same));
        }
        joined.sort(WORST_FIRST.thenComparing(Finding::id));
        return new Report(
                process(reports),
                writtenAt,
                List.copyOf(hooks.values()),
                List.copyOf(rules.values()),
                observations,
                dropped,
                errors,
                cost,
                List.copyOf(joined));
    }

    private static boolean better(String one, String other) {
        return BEST_STATE_FIRST.indexOf(one) < BEST_STATE_FIRST.indexOf(other);
    }

    private static void add(Map<String, Long> to, Map<String, Long> more, BinaryOperator<Long> how) {
        more.forEach((name, count) -> to.merge(name, count, (a, b) -> how.apply(a, b)));
    }

    /** Says in the evidence how many processes made it, unless an earlier merge has said so. */
    private static Finding counted(Finding finding, int replicas) {
        boolean known = replicas > 1 && finding.evidence().get(REPLICAS) instanceof Long;
        Map<String, Object> evidence = new LinkedHashMap<>(finding.evidence());
        if (!known) {
            evidence.put(REPLICAS, 1L);
        }
        return with(finding, finding.count(), finding.firstSeen(), finding.lastSeen(), finding.status(), evidence);
    }

    private static Finding join(List<Finding> same) {
        Finding worst = Collections.min(same, WORST_FIRST);
        long count = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long replicas = 0;
        Finding.Status status = worst.status();
        for (Finding finding : same) {
            count += finding.count();
            first = Math.min(first, finding.firstSeen());
            last = Math.max(last, finding.lastSeen());
            replicas += finding.evidence().get(REPLICAS) instanceof Long many ? many : 1;
            status = finding.status().compareTo(status) < 0 ? finding.status() : status;
        }
        Map<String, Object> evidence = new LinkedHashMap<>(worst.evidence());
        evidence.put(REPLICAS, replicas);
        Set<Object> former = new LinkedHashSet<>();
        same.forEach(
                finding -> former.addAll(finding.ids().subList(1, finding.ids().size())));
        if (!former.isEmpty()) {
            evidence.put(Finding.FORMER_IDS, List.copyOf(former));
        }
        return with(worst, count, first, last, status, evidence);
    }

    private static Finding with(
            Finding finding,
            long count,
            long firstSeen,
            long lastSeen,
            Finding.Status status,
            Map<String, Object> evidence) {
        return new Finding(
                finding.id(),
                finding.rule(),
                finding.variant(),
                finding.area(),
                finding.severity(),
                finding.state(),
                status,
                finding.message(),
                finding.fix(),
                finding.target(),
                finding.location(),
                finding.stack(),
                count,
                firstSeen,
                lastSeen,
                Collections.unmodifiableMap(evidence),
                finding.reason());
    }

    private static ProcessFacts process(Collection<Report> reports) {
        List<ProcessFacts> all = reports.stream().map(Report::process).toList();
        Set<String> frameworks = new LinkedHashSet<>();
        all.forEach(process -> frameworks.addAll(process.frameworks()));
        return new ProcessFacts(
                named(all.stream().map(ProcessFacts::version).toList()),
                all.stream().mapToLong(ProcessFacts::pid).distinct().count() == 1
                        ? all.get(0).pid()
                        : 0,
                named(all.stream().map(ProcessFacts::main).toList()),
                named(all.stream().map(ProcessFacts::java).toList()),
                all.stream().mapToLong(ProcessFacts::startedAt).min().orElse(0),
                named(all.stream().map(ProcessFacts::environment).toList()),
                List.copyOf(frameworks),
                all.stream().allMatch(ProcessFacts::complete),
                all.stream().mapToInt(ProcessFacts::replicas).sum());
    }

    /** What they have in common, or the first few of what they have not. */
    private static String named(List<String> values) {
        List<String> distinct = values.stream().distinct().toList();
        int more = distinct.size() - MOST_NAMED;
        return more <= 0
                ? String.join(", ", distinct)
                : String.join(", ", distinct.subList(0, MOST_NAMED)) + " and " + more + " more";
    }
}
