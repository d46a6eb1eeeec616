package dev.seaworthy.rule.file;

import dev.seaworthy.observation.FileObservation;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.FilesKept;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.StoreFilled;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;

/** Disk use that only grows. */
@RuleSpec(
        id = "file/disk-fill",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.MEDIUM,
        needs = {FilesKept.class, FileWritten.class, StoreFilled.class},
        needsPlace = true,
        summary = "Disk use that only grows",
        fix = "Delete temporary files in a finally block; rotate or ship what grows.")
public final class DiskFill implements Rule<FileObservation> {

    private static final int MOST_FILES = 1_000;
    private static final int LEAST_UNITS = 10;
    private static final long LEAST_MILLIS = 10_000;
    private static final long LEAST_BYTES = 1_000_000;
    private static final long MOST_AN_HOUR = 50_000_000;
    private static final long HOUR = 3_600_000;

    private final Map<String, Growth> growing = new HashMap<>();

    /** A file that is appended to, since it was first seen or last became shorter. */
    private static final class Growth {
        long since;
        long from;
        long bytes;
        long units;
    }

    @Override
    public void inspect(FileObservation seen, Findings findings) {
        if (seen instanceof FilesKept kept) {
            kept(kept, findings);
        } else if (seen instanceof StoreFilled store) {
            filled(store, findings);
        } else if (seen instanceof FileWritten written && written.append()) {
            appended(written, findings);
        }
    }

    private void kept(FilesKept seen, Findings findings) {
        boolean starting = seen.origin().phase() == Phase.STARTUP;
        if (starting || seen.origin().site().place() == null) {
            return;
        }
        boolean undeleted = seen.kind() == FilesKept.Kind.UNDELETED;
        String message = undeleted
                ? seen.files() + " temporary files were made and not deleted"
                : seen.files()
                        + " files are registered for deletion at exit, and the JVM remembers each path until then";
        Found found = Found.of(true, this, seen.origin(), seen.directory(), message)
                .variant(undeleted ? "temp-not-deleted" : "delete-on-exit")
                .evidence("files", seen.files());
        if (undeleted) {
            found.fix("Delete the temporary file in a finally block.")
                    .evidence("oldest-minutes", seen.oldestMillis() / 60_000);
        } else {
            found.fix("Delete the file in a finally block instead of calling deleteOnExit.");
        }
        findings.add(found);
    }

    private void filled(StoreFilled seen, Findings findings) {
        if (!Author.isApplication(seen.origin().site())) {
            return;
        }
        String message = seen.failed()
                ? "A write failed because no space is left on the disk"
                : seen.usable() / 1_000_000 + " MB of " + seen.total() / 1_000_000
                        + " MB are left on a disk that the application writes to";
        findings.add(Found.of(true, this, seen.origin(), seen.point(), message)
                .variant("headroom")
                .severity(seen.failed() ? Severity.BLOCKER : Severity.MEDIUM)
                .fix("Free or enlarge the disk; limit what the application keeps on it.")
                .evidence("usable-bytes", seen.usable())
                .evidence("total-bytes", seen.total()));
    }

    private void appended(FileWritten seen, Findings findings) {
        boolean counts = seen.disk().pathClass() != PathClass.PSEUDO
                && Author.isApplication(seen.origin().site());
        Growth growth = counts ? growing.get(seen.path()) : null;
        long now = seen.origin().millis();
        if (growth == null || seen.bytes() < growth.bytes) {
            if (counts && (growth != null || growing.size() < MOST_FILES)) {
                begin(growth == null ? new Growth() : growth, seen, now);
            } else if (counts) {
                findings.dropped(this);
            }
            return;
        }
        growth.units += seen.units();
        growth.bytes = seen.bytes();
        long millis = now - growth.since;
        long more = growth.bytes - growth.from;
        if (growth.units < LEAST_UNITS || millis < LEAST_MILLIS || more < LEAST_BYTES) {
            return;
        }
        long hourly = (long) ((double) more / millis * HOUR);
        if (hourly > MOST_AN_HOUR) {
            String message = "A file that is never truncated or renamed grows by " + hourly / 1_000_000
                    + " MB per hour: " + more / 1_000 + " kB in " + millis / 1_000 + " s";
            findings.add(Found.of(true, this, seen.origin(), Directory.of(seen.path()), message)
                    .variant("growth")
                    .fix("Rotate the file, or ship its content to a log or metrics store.")
                    .evidence("bytes", seen.bytes())
                    .evidence("bytes-per-hour", hourly));
        }
    }

    private void begin(Growth growth, FileWritten seen, long now) {
        growth.since = now;
        growth.from = seen.bytes();
        growth.bytes = seen.bytes();
        growth.units = seen.units();
        growing.put(seen.path(), growth);
    }
}
