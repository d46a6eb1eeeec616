package dev.seaworthy.report;

import java.io.File;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A report that was asked for and is not written yet: an empty temporary file in its place says so, so that the report of
 * a program that ends before its first one is missed if it is lost. Made beside {@code main}, hence of {@code java.io}
 * alone. Thread-safe, never throws.
 */
public final class PendingReport {

    private final String path;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable File mark;
    private volatile boolean over;

    /** @param path its name, as in {@link ReportFile} */
    public PendingReport(String path) {
        this.path = ReportFile.named(path);
    }

    /** Makes the file, unless the report is written by now; once. */
    public void begin() {
        if (begun.getAndSet(true)) {
            return;
        }
        try {
            File made = new FreshFile(ReportFile.target(path)).named(new Random().nextLong());
            mark = made;
            if (!made.createNewFile()) {
                mark = null;
            } else if (over) {
                made.delete();
            }
        } catch (IOException | RuntimeException refused) {
            // Its report cannot be written either, and that is said.
            mark = null;
        }
    }

    /** The report is written. */
    public void end() {
        over = true;
        File made = mark;
        if (made != null) {
            made.delete();
            mark = null;
        }
    }
}
