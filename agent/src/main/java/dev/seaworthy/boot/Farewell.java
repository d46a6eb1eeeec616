package dev.seaworthy.boot;

import dev.seaworthy.report.LogReporter;
import dev.seaworthy.report.StartLine;
import dev.seaworthy.report.StopLine;
import dev.seaworthy.rule.Rules;
import java.util.List;

/** The last words where no judgement stands behind them. */
final class Farewell {

    private Farewell() {}

    /**
     * The two lines of a program that ended before there was anything to judge: rules and ledger are never loaded for it,
     * which would cost a hello-world more than all the rest of the agent.
     */
    static void say(Engine engine, long now) {
        if ("off".equals(engine.settings.get("log"))) {
            return;
        }
        LogReporter log = new LogReporter(engine.settings);
        log.started(StartLine.of(Version.NUMBER, Rules.COUNT, null, List.of(), engine.settings));
        log.stopped(StopLine.clean(now - engine.startedAt) + ". Nothing to judge was seen");
        log.close();
    }

    /** The JVM ends, and what was seen last is lost. */
    static void failed(Engine engine, long seconds) {
        if ("off".equals(engine.settings.get("log"))) {
            return;
        }
        LogReporter log = new LogReporter(engine.settings);
        log.ending();
        String report = engine.settings.get("report");
        log.warn("the JVM ends without the agent's last judgment, which failed or took longer than " + seconds + " s: "
                + (report == null ? "the last findings" : "the last findings and the end of " + report)
                + " are missing. Run it again, on a machine that is less busy");
        log.close();
    }
}
