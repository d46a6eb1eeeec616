package dev.seaworthy.rule.file;

import dev.seaworthy.observation.Disk;
import dev.seaworthy.observation.FileObservation;
import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;

/** Reports, exports or state that the application keeps on a disk that vanishes with its container. */
@RuleSpec(
        id = "file/durable-write-on-ephemeral-fs",
        severity = Severity.HIGH,
        needs = {FileWritten.class, FileOpened.class},
        needsPlace = true,
        summary = "Files kept on a disk that is lost with the container",
        fix = "Write to object storage, a database or a mounted volume; take its path from the configuration.")
public final class DurableWriteOnEphemeralFs implements Rule<FileObservation> {

    private static final int LEAST = 3;
    private static final int MOST_PLACES = 1_000;

    private final Map<String, WrittenFiles> tallies = new HashMap<>();

    @Override
    public void inspect(FileObservation seen, Findings findings) {
        Origin origin = seen.origin();
        boolean working = origin.phase() == Phase.REQUEST || origin.phase() == Phase.JOB;
        if (!working || !Author.isApplication(origin.site())) {
            return;
        }
        if (seen instanceof FileWritten written) {
            written(written, findings);
        } else if (seen instanceof FileOpened opened
                && opened.writing()
                && opened.outcome().isRefusal()) {
            refused(opened, findings);
        }
    }

    private void written(FileWritten seen, Findings findings) {
        Disk disk = seen.disk();
        boolean application = disk.ground() != Disk.Ground.ELSEWHERE;
        boolean ephemeral = disk.pathClass() == PathClass.EPHEMERAL;
        boolean local = disk.pathClass() == PathClass.LOCAL_DISK && (application || seen.relative());
        boolean uploaded = seen.upload() != null && !seen.append();
        if (uploaded || seen.bytes() == 0 || !ephemeral && !local) {
            return;
        }
        String target = Directory.of(seen.path());
        String variant = ephemeral ? "" : application ? "app-dir" : "relative-path";
        WrittenFiles tally = tally(seen.origin().site().place() + " " + target + variant, findings);
        tally.add(seen);
        if (tally.files < LEAST && tally.most < LEAST) {
            return;
        }
        Found found = Found.of(disk.proven(), this, seen.origin(), target, message(tally, variant));
        if (!ephemeral) {
            found.variant(variant).severity(Severity.MEDIUM).fix(fix(variant));
        } else if (Directory.isCache(seen.path())) {
            found.severity(Severity.LOW);
        }
        if (ephemeral && (seen.relative() || application)) {
            found.evidence("also", seen.relative() ? "relative-path" : "app-dir");
        }
        findings.add(found.evidence("files", tally.files)
                .evidence("bytes", tally.bytes)
                .evidence("rewrites", tally.most)
                .evidence("disk", disk.label())
                .evidence("route", seen.origin().unit().route()));
    }

    private static String message(WrittenFiles tally, String variant) {
        String what = tally.files == 1
                ? "1 file was rewritten " + tally.most + " times"
                : tally.files + " files (" + WrittenFiles.size(tally.bytes) + ") were written";
        return what
                + switch (variant) {
                    case "" ->
                        " on the container's own disk, which is lost with the container and seen by no other replica";
                    case "app-dir" -> " among the application's own files, which are read-only in most images";
                    default -> " by a relative path, so where they are depends on the working directory";
                };
    }

    private static String fix(String variant) {
        return variant.equals("app-dir")
                ? "Keep data out of the application's own directory and take its path from the configuration."
                : "Take an absolute path from the configuration.";
    }

    private void refused(FileOpened seen, Findings findings) {
        if (isPseudo(seen.path())) {
            return;
        }
        String why = seen.outcome() == FileOpened.Outcome.READ_ONLY
                ? "the file system is read-only"
                : "the process's user may not write there";
        findings.add(
                Found.of(true, this, seen.origin(), Directory.of(seen.path()), "A file could not be written: " + why)
                        .variant("refused")
                        .severity(Severity.BLOCKER)
                        .fix("Write to a mounted volume that the process's user may write to, or to object storage.")
                        .evidence("route", seen.origin().unit().route()));
    }

    private static boolean isPseudo(String path) {
        return path.startsWith("/proc/") || path.startsWith("/sys/") || path.startsWith("/dev/");
    }

    private WrittenFiles tally(String key, Findings findings) {
        WrittenFiles known = tallies.get(key);
        if (known == null) {
            known = new WrittenFiles();
            if (tallies.size() < MOST_PLACES) {
                tallies.put(key, known);
            } else {
                findings.dropped(this);
            }
        }
        return known;
    }
}
