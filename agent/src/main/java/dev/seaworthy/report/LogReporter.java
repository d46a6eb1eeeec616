package dev.seaworthy.report;

import dev.seaworthy.config.Settings;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.Redaction;
import dev.seaworthy.rule.Severity;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line at start, one a new finding, one at stop, and nothing else unless something is wrong. Thread-safe.
 *
 * <p>It writes to the file descriptor itself. There is no Logback behind it, on purpose: a handful of lines a run do not
 * justify the 270 to 480 ms of processor time that setting it up costs, and what it reads from system properties is the
 * application's.
 */
public final class LogReporter implements Reporter, Ledger.Listener {

    private static final long APP_LOGGER_AFTER_MILLIS = 10_000;

    private final LogOutput output;
    private final LogFormat format;
    private final Severity lowest;
    private final boolean off;
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
        String log = String.valueOf(settings.get("log"));
        Severity level = Severity.of(String.valueOf(settings.get("log.level")));
        lowest = level == null ? Severity.MEDIUM : level;
        format = "json".equals(settings.get("log.format")) ? new JsonLogFormat() : new TextLogFormat(log.equals("app"));
        off = log.equals("off");
        LogOutput file = log.startsWith("file:") ? LogOutput.file(log.substring("file:".length())) : null;
        output = off
                ? LogOutput.OFF
                : log.equals("stdout")
                        ? LogOutput.stdout()
                        : log.equals("app") ? new AppLogger(application, stderr) : file == null ? stderr : file;
        if (log.startsWith("file:") && file == null) {
            warn("log=" + log + ": the file cannot be written; lines go to standard error");
        }
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
     * What the line at start says.
     *
     * @param active sensors that have a hook installed, and {@code dormant} those that have none
     * @param rules how many rules are on
     * @param endpoint where metrics and findings are served, null for nowhere
     */
    public static String startLine(
            String version,
            List<String> active,
            List<String> dormant,
            int rules,
            @Nullable String endpoint,
            Settings settings) {
        StringBuilder line = new StringBuilder("Seaworthy ").append(version).append(": sensors ");
        line.append(active.isEmpty() ? "none" : String.join(", ", active));
        if (!dormant.isEmpty()) {
            line.append(" (dormant: ").append(String.join(", ", dormant)).append(')');
        }
        line.append("; ").append(rules).append(" rules; metrics ");
        line.append(endpoint == null ? "off" : "at " + endpoint + "/metrics");
        List<String> set = settings.nonDefaults();
        return line.append("; settings: ")
                .append(set.isEmpty() ? "defaults" : String.join(", ", set))
                .toString();
    }

    @Override
    public void changed(Finding finding, Ledger.Event event) {
        boolean retracted = event == Ledger.Event.RESOLVED;
        boolean folded = finding.evidence().containsKey(Finding.FOLDED_INTO);
        if (off
                || folded
                || finding.status() != Finding.Status.OPEN
                || !finding.severity().atLeast(lowest)) {
            return;
        }
        output.write(!retracted, format.finding(finding, event, System.currentTimeMillis()));
    }

    @Override
    public void tick(long nowMillis) {
        if (output instanceof AppLogger logger && nowMillis - madeAt > APP_LOGGER_AFTER_MILLIS) {
            logger.wake();
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
        output.close();
    }

    private void write(String event, boolean warning, String line) {
        if (!off) {
            output.write(warning, format.line(event, warning, clean(line), System.currentTimeMillis()));
        }
    }

    /** Without a sign of an assignment or an address there is nothing to take out, nor a reason to load patterns. */
    private static String clean(String line) {
        boolean plain = line.indexOf('=') < 0
                && line.indexOf('"') < 0
                && line.indexOf('\'') < 0
                && !line.contains("://")
                && !line.contains("jdbc:")
                && !line.contains("uthorization")
                && !line.contains("eyJ");
        return plain ? line : Redaction.byShape(line);
    }
}
