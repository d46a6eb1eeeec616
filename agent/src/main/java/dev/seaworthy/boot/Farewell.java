package dev.seaworthy.boot;

import dev.seaworthy.report.LogReporter;
import dev.seaworthy.rule.Rules;

/**
 * The two lines of a program that ended before there was anything to judge: rules and ledger are never loaded for it,
 * which would cost a hello-world more than all the rest of the agent.
 */
final class Farewell {

    private Farewell() {}

    static void say(Engine engine, long now) {
        if ("off".equals(engine.settings.get("log"))) {
            return;
        }
        LogReporter log = new LogReporter(engine.settings);
        log.started(LogReporter.startLine(
                Version.NUMBER,
                Sight.areas(engine, true),
                Sight.areas(engine, false),
                Rules.COUNT,
                null,
                engine.settings));
        log.stopped("stopped after " + (now - engine.startedAt) / 1_000 + " s: nothing to judge was seen");
        log.close();
    }
}
