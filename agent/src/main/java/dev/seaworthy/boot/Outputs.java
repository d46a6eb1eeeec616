package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import dev.seaworthy.context.Environment;
import dev.seaworthy.context.Launched;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.AppMetrics;
import dev.seaworthy.report.Coverage;
import dev.seaworthy.report.Endpoint;
import dev.seaworthy.report.FileReporter;
import dev.seaworthy.report.FlightReporter;
import dev.seaworthy.report.JmxReporter;
import dev.seaworthy.report.LogReporter;
import dev.seaworthy.report.Pages;
import dev.seaworthy.report.ProcessFacts;
import dev.seaworthy.report.ReportOptions;
import dev.seaworthy.report.Reporter;
import dev.seaworthy.report.StartLine;
import dev.seaworthy.report.StopLine;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.Rules;
import dev.seaworthy.weave.Hook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    private final ReportOptions options;
    private final OwnThreads threads = new OwnThreads();
    private final List<Reporter> reporters = new CopyOnWriteArrayList<>();
    private volatile @Nullable Endpoint endpoint;
    private boolean started;
    private boolean opened;
    private boolean watching;
    private boolean saidOfHooks;
    private int warned;
    private @Nullable String saidOfSecrets;

    Outputs(Engine engine) {
        this.engine = engine;
        threads.add();
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
        judge = new Judge(
                active,
                engine.surroundings.units(),
                ledger,
                engine.seen,
                engine.errors,
                engine.dropped,
                engine.unplaced);
        sight = new Sight(engine, ledger, threads);
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
        options = ReportOutputs.options(settings, log::warn);
        reporters.addAll(ReportOutputs.all(settings, options, ledger, sight, facts, engine.pending(), this::warn));
        FlightReporter flight = new FlightReporter(ledger);
        reporters.add(flight);
        ledger.listen(flight);
        reporters.add(new JmxReporter(ledger, engine.management::isServerThere));
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

    Ledger ledger() {
        return ledger;
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
        Endpoint made = Endpoint.open(settings, new Pages(ledger, sight, facts, options), this::thread, this::warn);
        if (made != null) {
            engine.surroundings.ports().addAgents(made.port());
            reporters.add(made);
            endpoint = made;
        }
        showReadable();
        start(made, Sight.waiting(engine));
        Visit visit = engine.visit;
        if (visit != null) {
            visit.up(settings, made == null ? null : made.url());
        }
    }

    /** A thread of the endpoint; what it costs is counted. */
    private Thread thread(Runnable work) {
        return Guard.thread("seaworthy-http", () -> {
            Guard.ours();
            threads.add();
            work.run();
        });
    }

    /** A thread that runs among the application's code, which may ask for its class loader. */
    private static Thread among(Runnable work) {
        Thread thread = Guard.thread("seaworthy-metrics", () -> {
            Guard.ours();
            work.run();
        });
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }

    private synchronized void start(@Nullable Endpoint endpoint, List<String> waiting) {
        if (!started) {
            started = true;
            log.started(StartLine.of(Version.NUMBER, judge.rules(), endpoint, waiting, settings));
        }
    }

    /** Tells the log where findings can be read: on the page, else in the first file that could be written. */
    private void showReadable() {
        Endpoint serving = endpoint;
        String url = serving != null && serving.servesPages() ? serving.url() : null;
        List<String> files = files();
        log.readable(url, url != null ? url.concat("/") : files.isEmpty() ? null : files.get(0));
    }

    /** Report files that could be written so far. */
    private List<String> files() {
        List<String> files = new ArrayList<>();
        for (Reporter reporter : reporters) {
            String path = reporter instanceof FileReporter file ? file.readable() : null;
            if (path != null) {
                files.add(path);
            }
        }
        return files;
    }

    void tick(long now) {
        showReadable();
        if (!watching && engine.registries.any()) {
            watching = true;
            reporters.add(new AppMetrics(engine.registries, ledger, sight, facts, Outputs::among, this::warn));
        }
        String full = engine.surroundings.secrets().fullness();
        if (full != null && !full.equals(saidOfSecrets)) {
            saidOfSecrets = full;
            warn(full);
        }
        Hook refused = engine.table.firstRefused();
        if (!saidOfHooks && refused != null) {
            saidOfHooks = true;
            log.warn(Sight.full(engine.table, refused)
                    + "; classes loaded from now on may not be seen until the agent is detached and attached again");
        }
        for (Reporter reporter : reporters) {
            try {
                reporter.tick(now);
            } catch (Throwable failure) {
                failed(failure);
            }
        }
    }

    /**
     * The last round begins: says that the agent is there, where it did not yet.
     *
     * @param down whether the JVM goes down, and the application's shutdown hooks have run
     */
    void start(boolean down) {
        // What it serves is gone before anybody can follow a link.
        endpoint = null;
        start(null, List.of());
        if (down) {
            log.ending();
        }
    }

    /**
     * The last reports and the summary.
     *
     * @param down whether the JVM goes down; else what was put into the application is taken out of it
     */
    void close(boolean down) {
        threads.add();
        for (Reporter reporter : reporters) {
            try {
                reporter.finish();
                if (!down) {
                    reporter.leave();
                }
            } catch (Throwable failure) {
                failed(failure);
            }
        }
        showReadable();
        log.release();
        long up = System.currentTimeMillis() - engine.startedAt;
        log.stopped(StopLine.of(ledger.snapshot(), log.lowest(), sight, files(), up) + stale());
        for (Reporter reporter : reporters) {
            try {
                reporter.close();
            } catch (Throwable failure) {
                engine.errors.add("close", 1);
            }
        }
    }

    /** Suppressions that nobody needs any more, for the last line; the first few by name. */
    private String stale() {
        Set<String> judged = new HashSet<>();
        for (Coverage.RuleState rule : sight.rules()) {
            if (rule.state().equals("active")) {
                judged.add(rule.rule());
            }
        }
        List<String> stale = ledger.staleSuppressions(judged::contains);
        int count = stale.size();
        return count == 0
                ? ""
                : ". " + count + (count == 1 ? " suppression" : " suppressions") + " matched nothing: "
                        + String.join(", ", stale.subList(0, Math.min(count, MOST_WARNINGS)))
                        + (count > MOST_WARNINGS ? ", …" : "");
    }

    /** Tells a failure of our own, the first few of them. */
    void failed(@Nullable Throwable failure) {
        if (failure != null && warned < MOST_WARNINGS) {
            StackTraceElement[] stack = failure.getStackTrace();
            warn("a part of the agent failed and was skipped: " + failure
                    + (stack.length == 0 ? "" : " at " + stack[0]));
        }
    }

    private void warn(String line) {
        if (warned++ < MOST_WARNINGS * 4) {
            log.warn(line);
        }
    }
}
