package dev.seaworthy.report;

import dev.seaworthy.config.Settings;
import dev.seaworthy.finding.Ledger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes one report file soon after the start, every {@code report.every}, and at exit. */
public final class FileReporter implements Reporter {

    /**
     * What an earlier run left must not be taken for this one's, however this one ends; but a program that ends sooner pays
     * for one report only.
     */
    private static final long FIRST_MILLIS = 5_000;

    private final ReportFormat format;
    private final Ledger ledger;
    private final Coverage coverage;
    private final ProcessFacts process;
    private final ReportFile file;
    private final PendingReport pending;
    private final long every;
    private long due;

    /**
     * @param path the file
     * @param pending is over once it was written
     * @param warn takes one line when the file cannot be written
     */
    public FileReporter(
            Settings settings,
            String path,
            ReportFormat format,
            Ledger ledger,
            Coverage coverage,
            ProcessFacts process,
            PendingReport pending,
            Consumer<String> warn) {
        this.format = format;
        this.ledger = ledger;
        this.coverage = coverage;
        this.process = process;
        this.file = new ReportFile(path, warn);
        this.pending = pending;
        this.every = settings.millis("report.every");
    }

    /** Where the report is; null once it could not be written. */
    public @Nullable String readable() {
        return file.readable();
    }

    @Override
    public void tick(long nowMillis) {
        if (due == 0) {
            due = nowMillis + Math.min(every, FIRST_MILLIS);
        } else if (nowMillis >= due) {
            due = nowMillis + every;
            write(process);
        }
    }

    @Override
    public void finish() {
        write(process.ended());
    }

    private void write(ProcessFacts facts) {
        Report report = Report.of(ledger, coverage, facts);
        if (file.write(out -> format.write(out, report, ledger.cards()))) {
            pending.end();
        }
    }

    @Override
    public void close() {}
}
