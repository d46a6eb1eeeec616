package dev.seaworthy.report.html;

import dev.seaworthy.report.Coverage;
import dev.seaworthy.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the agent itself cost; only what is known. */
final class Cost {

    private static final String START = "start-millis";
    private static final String CPU = "cpu-millis";

    private Cost() {}

    static List<Evidence.Fact> of(Report report) {
        List<Evidence.Fact> facts = new ArrayList<>();
        Long start = report.cost().get(START);
        if (start != null) {
            facts.add(new Evidence.Fact("added to startup, before main", Words.number(start) + " ms"));
        }
        Long cpu = report.cost().get(CPU);
        if (cpu != null) {
            facts.add(new Evidence.Fact("CPU time of its own threads", Words.number(cpu) + " ms" + share(cpu, report)));
        }
        for (Map.Entry<String, Long> other : report.cost().entrySet()) {
            if (!other.getKey().equals(START) && !other.getKey().equals(CPU)) {
                facts.add(new Evidence.Fact(
                        Words.cut(other.getKey().replace('-', ' '), 60), Words.number(other.getValue())));
            }
        }
        facts.add(new Evidence.Fact("observations taken", Words.number(sum(report.observations()))));
        facts.add(new Evidence.Fact("dropped because a limit was reached", Words.number(sum(report.dropped()))));
        facts.add(new Evidence.Fact("its own failures, caught", Words.number(sum(report.errors()))));
        return facts;
    }

    private static String share(long cpu, Report report) {
        long life = report.writtenAt() - report.process().startedAt();
        return life <= 0 ? "" : " (" + Math.round(cpu * 1_000.0 / life) / 10.0 + " % of one CPU)";
    }

    private static long sum(Map<String, Long> counts) {
        long sum = 0;
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            sum += count.getKey().startsWith(Coverage.OF_THESE) ? 0 : count.getValue();
        }
        return sum;
    }
}
