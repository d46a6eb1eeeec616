package dev.seaworthy.rule.file;

import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** An uploaded file that the application keeps on a disk of this instance only. */
@RuleSpec(
        id = "file/upload-to-local-disk",
        severity = Severity.BLOCKER,
        needs = FileWritten.class,
        needsPlace = true,
        summary = "Uploads kept on the instance's own disk",
        fix = "Stream the upload to object storage and keep only its key.")
public final class UploadToLocalDisk implements Rule<FileWritten> {

    private static final int MOST_PLACES = 1_000;

    private final Map<String, Tally> tallies = new HashMap<>();

    private static final class Tally {
        long files;
        long bytes;
    }

    @Override
    public void inspect(FileWritten seen, Findings findings) {
        Site site = seen.origin().site();
        boolean upload =
                seen.origin().unit().upload() && (!seen.append() || seen.matches() != null) && seen.bytes() > 0;
        if (!upload || !belongsToOneInstance(seen.pathClass()) || !Author.isApplication(site)) {
            return;
        }
        String target = Directory.of(seen.path());
        Tally tally = tally(site.place() + " " + target + seen.webRoot(), findings);
        tally.files++;
        tally.bytes += seen.bytes();
        String message = message(seen, tally);
        long millis = seen.origin().millis();
        Found found = seen.proven()
                ? Found.confirmed(this, site, target, message, millis)
                : Found.suspected(this, site, target, message, millis);
        if (seen.webRoot()) {
            found.variant("web-root")
                    .fix("Stream the upload to object storage instead of a directory that the application serves.");
        }
        findings.add(found.severity(severity(seen.pathClass()))
                .evidence("files", tally.files)
                .evidence("bytes", tally.bytes)
                .evidence(
                        "disk", seen.pathClass().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .evidence("way", seen.way()));
    }

    private static boolean belongsToOneInstance(PathClass disk) {
        return disk == PathClass.EPHEMERAL || disk == PathClass.LOCAL_DISK || disk == PathClass.PERSISTENT_VOLUME;
    }

    private static Severity severity(PathClass disk) {
        return switch (disk) {
            case EPHEMERAL -> Severity.BLOCKER;
            case PERSISTENT_VOLUME -> Severity.MEDIUM;
            default -> Severity.HIGH;
        };
    }

    private Tally tally(String key, Findings findings) {
        Tally known = tallies.get(key);
        if (known == null) {
            known = new Tally();
            if (tallies.size() < MOST_PLACES) {
                tallies.put(key, known);
            } else {
                findings.dropped(this);
            }
        }
        return known;
    }

    private static String message(FileWritten seen, Tally tally) {
        return (tally.files == 1 ? "1 uploaded file (" : tally.files + " uploaded files (")
                + tally.bytes / 1_000 + (tally.files == 1 ? " kB) was" : " kB) were") + " stored"
                + (seen.webRoot() ? " below a directory that the application serves, on " : " on ")
                + switch (seen.pathClass()) {
                    case EPHEMERAL ->
                        "the container's own disk, which is lost with the container and which no other replica sees";
                    case PERSISTENT_VOLUME -> "a volume that only one replica can mount";
                    default -> "this machine's own disk, which no other replica sees";
                };
    }
}
