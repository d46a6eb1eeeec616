package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Mounts;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.UploadParts;
import dev.seaworthy.observation.Disk;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.observation.Upload;
import dev.seaworthy.sensor.Observations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks, a while after a unit of work has ended, at what it left on the disk. Agent's thread only. */
final class Judgement {

    private static final long JUDGE_AFTER_MILLIS = 15_000;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Ledger ledger;
    private final Grounds grounds = new Grounds();
    private final Stores stores;
    private final long patience;
    /** When each unit with pending files was first seen to be over. */
    private final Map<Long, Long> over = new HashMap<>();

    Judgement(Surroundings surroundings, Observations observations, Ledger ledger) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.ledger = ledger;
        this.stores = new Stores(observations);
        this.patience = millis(surroundings.option("file.judge-after"));
    }

    void round(long now, boolean last) {
        Map<Long, Long> before = new HashMap<>(over);
        over.clear();
        long nothing = ledger.takeDeleted() + ledger.takePassed();
        for (Map.Entry<String, Written> file : ledger.pending().entries()) {
            Unit unit = file.getValue().origin().unit();
            if (!last && surroundings.units().isOpen(unit)) {
                continue;
            }
            // Outside of units the file's own life counts.
            long since = unit.isVisible()
                    ? before.getOrDefault(unit.id(), now)
                    : file.getValue().origin().millis();
            if (last || now - since >= patience) {
                if (ledger.take(file.getKey(), file.getValue())) {
                    Written applications = file.getValue().applications();
                    FileWritten left = applications == null ? null : look(file.getKey(), applications);
                    if (left == null) {
                        nothing++;
                        observations.unplaced("file.write", applications == null ? 1 : 0);
                    } else {
                        observations.add(left);
                        String point = surroundings.mounts().point(left.path());
                        stores.written(left.origin(), point, left.path(), now);
                    }
                }
            } else if (unit.isVisible()) {
                over.put(unit.id(), since);
            }
        }
        if (nothing > 0) {
            observations.count("file.write", nothing); // seen, though there is nothing to tell
        }
    }

    /** What is left of a file, null where nothing is that tells anything. */
    private @Nullable FileWritten look(String path, Written written) {
        Mounts mounts = surroundings.mounts();
        boolean temporary = ledger.temporaries().holds(path);
        if (ledger.temporaries().isDeletedAtExit(path) || mounts.classify(path) == PathClass.SHARED) {
            return null; // a share is not touched: one whose server is gone blocks for ever
        }
        try {
            Path real = Path.of(path).toRealPath();
            BasicFileAttributes found = Files.readAttributes(real, BasicFileAttributes.class);
            if (!found.isRegularFile() || found.lastModifiedTime().toMillis() < written.since()) {
                return null;
            }
            return new FileWritten(
                    written.origin(),
                    path,
                    written.relative(),
                    new Disk(
                            temporary ? PathClass.TEMP : mounts.classify(real.toString()),
                            mounts.proven(),
                            grounds.of(real)),
                    found.size(),
                    written.way(),
                    written.append(),
                    written.times().units(),
                    upload(written, path, found.size()));
        } catch (IOException | InvalidPathException | SecurityException gone) {
            return null;
        }
    }

    /** The one place where a file meets what its request uploaded. */
    private static @Nullable Upload upload(Written written, String path, long bytes) {
        UploadParts parts = written.parts();
        Upload known = parts == null ? null : parts.of(path, bytes);
        return parts == null && written.origin().unit().upload() ? new Upload(0, null, null) : known;
    }

    static long millis(@Nullable String duration) {
        if (duration == null) {
            return JUDGE_AFTER_MILLIS;
        }
        String text = duration.trim();
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > 9) {
            return JUDGE_AFTER_MILLIS;
        }
        long number = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> number;
            case "s" -> number * 1_000;
            case "m" -> number * 60_000;
            case "h" -> number * 3_600_000;
            default -> JUDGE_AFTER_MILLIS;
        };
    }
}
