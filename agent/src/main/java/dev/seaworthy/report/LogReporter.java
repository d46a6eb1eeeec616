package dev.seaworthy.report;

import dev.seaworthy.config.Settings;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line at start, one a new finding, one at stop, and nothing else unless something is wrong. Many new findings
 * at once are a {@link Burst}. Thread-safe.
 *
 * <p>It writes to the file descriptor itself. There is no Logback behind it, on purpose: a handful of lines a run do not
 * justify the 270 to 480 ms of processor time that setting it up costs, and what it reads from system properties is the
 * application's.
 */
public final class LogReporter implements Reporter, Ledger.Listener {

    private static final long APP_LOGGER_AFTER_MILLIS = 10_000;

    private final LogOutput output;
    private final LogFormat format;
    private final LogLines lines;
    private final Severity lowest;
    private final boolean off;
    /** Made with the first finding, since most short programs have none; guarded by this, as all below. */
    private @Nullable Burst burst;

    private @Nullable String pages;
    private @Nullable String readAt;
    private final long madeAt = System.currentTimeMillis();

    public LogReporter(Settings settings) {
        // No lambda: a program of a few milliseconds would pay more for it than for its two lines.
        this(
                settings,
                new Supplier<>() {
                    @Override
                    public @Nullable ClassLoader get() {
                        return AppLogger.contextLoader();
                    }
                },
                LogOutput.stderr());
    }

    /**
     * @param application gives the application's class loader, for {@code log=app}
     * @param stderr standard error
     */
    LogReporter(Settings settings, Supplier<@Nullable ClassLoader> application, LogOutput stderr) {
        this(settings, application, stderr, fileOf(settings));
    }

    /** @param file what {@code log=file:} names, null where it cannot be opened or nothing is named */
    LogReporter(
            Settings settings,
            Supplier<@Nullable ClassLoader> application,
            LogOutput stderr,
            @Nullable LogOutput file) {
        String log = String.valueOf(settings.get("log"));
        Severity level = Severity.of(String.valueOf(settings.get("log.level")));
        lowest = level == null ? Severity.MEDIUM : level;
        format = "json".equals(settings.get("log.format")) ? new JsonLogFormat() : new TextLogFormat(log.equals("app"));
        off = log.equals("off");
        output = off
                ? LogOutput.OFF
                : log.equals("stdout")
                        ? LogOutput.stdout()
                        : log.equals("app") ? new AppLogger(application, stderr) : file == null ? stderr : file;
        lines = new LogLines(output, format);
        if (log.startsWith("file:") && file == null) {
            warn("log=" + log + ": the file cannot be written; lines go to standard error");
        }
    }

    private static @Nullable LogOutput fileOf(Settings settings) {
        String log = String.valueOf(settings.get("log"));
        return log.startsWith("file:") ? LogOutput.file(log.substring("file:".length())) : null;
    }

    /** The line at start. */
    public void started(String line) {
        write("start", false, line);
    }

    /** Something is wrong with the agent or its settings; the application runs on. */
    public void warn(String line) {
        write("warning", true, line);
    }

    /** The line at stop. */
    public void stopped(String line) {
        write("stop", false, line);
    }

    /**
     * Where findings can be read now.
     *
     * @param url of the endpoint, null if none serves pages
     * @param where the page or a report file, null for nowhere
     */
    public synchronized void readable(@Nullable String url, @Nullable String where) {
        pages = url;
        readAt = where;
    }

    /** The lowest severity that is logged. */
    public Severity lowest() {
        return lowest;
    }

    @Override
    public synchronized void changed(Finding finding, Ledger.Event event) {
        boolean quiet = off
                || finding.evidence().containsKey(Finding.FOLDED_INTO)
                || finding.status() != Finding.Status.OPEN
                || !finding.severity().atLeast(lowest);
        Burst known = burst == null ? new Burst() : burst;
        burst = known;
        boolean now = quiet || event == Ledger.Event.RESOLVED
                ? known.retract(finding) && !quiet
                : event == Ledger.Event.REPEATED
                        ? !known.holds(finding)
                        : known.isUrgent(finding, System.currentTimeMillis());
        if (now) {
            say(finding, event);
        }
    }

    private void say(Finding finding, Ledger.Event event) {
        String details = FindingLine.details(finding.rule(), pages);
        lines.put(event != Ledger.Event.RESOLVED, format.finding(finding, event, details, System.currentTimeMillis()));
    }

    /** Writes the findings that were held back, as far as they are not too many to be read one by one. */
    public synchronized void release() {
        if (burst == null) {
            return;
        }
        List<Finding> left = new ArrayList<>();
        for (Finding finding : burst.end(readAt == null, left)) {
            say(finding, Ledger.Event.CONFIRMED);
        }
        if (!left.isEmpty()) {
            write("more", true, left.size() + " more, see " + readAt + " (" + StopLine.bySeverity(left) + ")");
        }
    }

    @Override
    public void tick(long nowMillis) {
        lines.tick(nowMillis);
        releaseIfDue(nowMillis);
        if (output instanceof AppLogger logger && nowMillis - madeAt > APP_LOGGER_AFTER_MILLIS) {
            logger.wake();
        }
    }

    private synchronized void releaseIfDue(long nowMillis) {
        if (burst != null && burst.isOver(nowMillis)) {
            release();
        }
    }

    /** The application's shutdown hooks have run, and its logging may be over. */
    public void ending() {
        if (output instanceof AppLogger logger) {
            logger.end();
        }
    }

    @Override
    public void finish() {
        ending();
    }

    @Override
    public void close() {
        release();
        output.close();
    }

    private void write(String event, boolean warning, String line) {
        if (!off) {
            lines.write(event, warning, line);
        }
    }
}
