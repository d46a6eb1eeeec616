package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import dev.seaworthy.context.Environment;
import dev.seaworthy.context.Launched;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.Endpoint;
import dev.seaworthy.report.JsonReporter;
import dev.seaworthy.report.LogReporter;
import dev.seaworthy.report.Pages;
import dev.seaworthy.report.ProcessFacts;
import dev.seaworthy.report.Reporter;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Rules, ledger and reporters. Made after {@code main} began, since most of it is costly to load. */
final class Outputs {

    /** Failures of our own that are told; more are only counted. */
    private static final int MOST_WARNINGS = 3;

    private final Engine engine;
    private final Settings settings;
    private final Ledger ledger;
    private final Judge judge;
    private final Sight sight;
    private final ProcessFacts facts;
    private final LogReporter log;
    private final List<Reporter> reporters = new CopyOnWriteArrayList<>();
    private boolean started;
    private boolean opened;
    private int warned;

    Outputs(Engine engine) {
        this.engine = engine;
        settings = engine.settings;
        Environment environment = engine.surroundings.environment();
        List<Rule<?>> active = new ArrayList<>();
        List<RuleCard> cards = new ArrayList<>();
        List<Rule<?>> rules = Rules.all(engine.surroundings);
        for (Rule<?> rule : rules) {
            cards.add(card(rule));
        }
        ledger = new Ledger(
                settings,
                cards,
                environment == Environment.DEVELOPER,
                text -> engine.surroundings.secrets().redact(text));
        for (int i = 0; i < rules.size(); i++) {
            if (ledger.isOn(cards.get(i).id())) {
                active.add(rules.get(i));
            }
        }
        judge = new Judge(active, engine.surroundings.units(), ledger, engine.seen, engine.errors, engine.dropped);
        sight = new Sight(engine, ledger);
        facts = new ProcessFacts(
                Version.NUMBER,
                ProcessHandle.current().pid(),
                Launched.mainClass(),
                System.getProperty("java.version", "?"),
                engine.startedAt,
                environment.name().toLowerCase(Locale.ROOT));
        log = new LogReporter(settings);
        reporters.add(log);
        ledger.listen(log);
        for (String path : settings.list("report")) {
            if (path.toLowerCase(Locale.ROOT).endsWith(".json")) {
                reporters.add(new JsonReporter(settings, path, ledger, sight, facts, this::warn));
            } else {
                warn("report=" + path + ": this version writes .json only");
            }
        }
        for (String warning : settings.warnings()) {
            log.warn(warning);
        }
        for (String warning : ledger.warnings()) {
            log.warn(warning);
        }
    }

    @SuppressWarnings("unchecked") // a rule's class is a class of rules
    private static RuleCard card(Rule<?> rule) {
        return RuleCard.of((Class<? extends Rule<?>>) rule.getClass());
    }

    Judge judge() {
        return judge;
    }

    /** Opens the endpoint and says that the agent is there; once, and outside of a round. */
    void open() {
        if (opened) {
            return;
        }
        opened = true;
        Endpoint endpoint = Endpoint.open(settings, new Pages(ledger, sight, facts), Guard::ours, this::warn);
        if (endpoint != null) {
            reporters.add(endpoint);
        }
        start(endpoint == null ? null : endpoint.url());
    }

    private synchronized void start(@Nullable String endpoint) {
        if (!started) {
            started = true;
            log.started(LogReporter.startLine(
                    Version.NUMBER,
                    Sight.areas(engine, true),
                    Sight.areas(engine, false),
                    judge.rules(),
                    endpoint,
                    settings));
        }
    }

    void tick(long now) {
        for (Reporter reporter : reporters) {
            try {
                reporter.tick(now);
            } catch (RuntimeException | LinkageError failure) {
                failed(failure);
            }
        }
    }

    /** Says that the agent is there, where no endpoint was opened. */
    void start() {
        start(null);
    }

    /** The last reports and the summary. */
    void close() {
        for (Reporter reporter : reporters) {
            try {
                reporter.finish();
            } catch (RuntimeException | LinkageError failure) {
                failed(failure);
            }
        }
        log.stopped(LogReporter.stopLine(ledger.snapshot(), sight, System.currentTimeMillis() - engine.startedAt));
        for (Reporter reporter : reporters) {
            try {
                reporter.close();
            } catch (RuntimeException | LinkageError failure) {
                engine.errors.add("close", 1);
            }
        }
    }

    /** Tells a failure of our own, the first few of them. */
    void failed(@Nullable Throwable failure) {
        if (failure != null && warned < MOST_WARNINGS) {
            StackTraceElement[] stack = failure.getStackTrace();
            warn("a part of the agent failed and was passed over: " + failure
                    + (stack.length == 0 ? "" : " at " + stack[0]));
        }
    }

    private void warn(String line) {
        if (warned++ < MOST_WARNINGS * 4) {
            log.warn(line);
        }
    }
}
