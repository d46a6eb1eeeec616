package dev.seaworthy.rule.file;

import dev.seaworthy.observation.Disk;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Upload;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

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

    /** Directories that are listed; there may be one for each user. */
    private static final int MOST_LISTED = 8;

    /** Directories that are told apart. */
    private static final int MOST_DIRECTORIES = 256;

    /** What one line keeps. */
    private static final class Tally {
        final Set<String> directories = new LinkedHashSet<>();
        long files;
        long bytes;

        void add(String directory, long more) {
            files++;
            bytes += more;
            if (directories.size() < MOST_DIRECTORIES) {
                directories.add(directory);
            }
        }

        String number() {
            return (directories.size() < MOST_DIRECTORIES ? "" : "at least ") + directories.size();
        }
    }

    @Override
    public void inspect(FileWritten seen, Findings findings) {
        Site site = seen.origin().site();
        Upload upload = seen.upload();
        if (upload == null || seen.bytes() == 0 || seen.append() && !upload.isCertain()) {
            return;
        }
        if (!seen.disk().belongsToOneInstance() || !Author.isKeeper(site, upload, seen.path())) {
            return;
        }
        String target = Directory.of(seen.path());
        Tally tally = tally(line(site) + isServed(seen), findings);
        tally.add(target, seen.bytes());
        String message = message(seen, tally);
        long millis = seen.origin().millis();
        Found found = seen.disk().proven() && upload.isCertain()
                ? Found.confirmed(this, site, target, message, millis)
                : Found.suspected(this, site, target, message, millis);
        if (isServed(seen)) {
            found.variant("web-root")
                    .fix("Stream the upload to object storage instead of a directory that the application serves.");
        }
        findings.add(found.forAnyTarget()
                .severity(severity(seen.disk().pathClass()))
                .evidence(
                        "directories",
                        tally.directories.stream().limit(MOST_LISTED).toList())
                .evidence("files", tally.files)
                .evidence("bytes", tally.bytes)
                .evidence("disk", seen.disk().label())
                .evidence("way", seen.way())
                .evidence("matches", upload.matches() == null ? "unknown" : upload.matches()));
    }

    /** As the ledger tells lines apart: an upload is kept by one method. */
    private static String line(Site site) {
        Place place = site.place();
        return place == null ? "" : place.className() + "#" + place.method() + " ";
    }

    private static boolean isServed(FileWritten seen) {
        return seen.disk().ground() == Disk.Ground.SERVED;
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
                + WrittenFiles.size(tally.bytes) + (tally.files == 1 ? ") was" : ") were") + " stored"
                + (tally.directories.size() > 1 ? " in " + tally.number() + " directories" : "")
                + (isServed(seen) ? " below a directory that the application serves, on " : " on ")
                + switch (seen.disk().pathClass()) {
                    case EPHEMERAL ->
                        "the container's own disk, which is lost with the container and which no other replica sees";
                    case PERSISTENT_VOLUME -> "a volume that only one replica can mount";
                    default -> "this machine's own disk, which no other replica sees";
                };
    }
}
