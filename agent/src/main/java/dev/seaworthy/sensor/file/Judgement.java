package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Mounts;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Unit;
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
    private final long patience;
    /** When each unit with pending files was first seen to be over. */
    private final Map<Long, Long> over = new HashMap<>();

    Judgement(Surroundings surroundings, Observations observations, Ledger ledger) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.ledger = ledger;
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
            long since = before.getOrDefault(unit.id(), now);
            if (last || now - since >= patience) {
                if (ledger.pending().remove(file.getKey(), file.getValue())) {
                    Written applications = file.getValue().applications();
                    FileWritten left = applications == null ? null : look(file.getKey(), applications);
                    if (left == null) {
                        nothing++;
                        observations.unplaced("file.write", applications == null ? 1 : 0);
                    } else {
                        observations.add(left);
                    }
                }
            } else {
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
        boolean temporary = ledger.isTemporary(path);
        if (ledger.isDeletedAtExit(path) || !temporary && mounts.classify(path) == PathClass.SHARED) {
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
                    temporary ? PathClass.TEMP : mounts.classify(real.toString()),
                    mounts.proven(),
                    found.size(),
                    written.way(),
                    written.append(),
                    isServed(real),
                    null);
        } catch (IOException | InvalidPathException | SecurityException gone) {
            return null;
        }
    }

    /** Whether a web container, or Spring Boot from a class path directory, serves what lies there. */
    static boolean isServed(Path file) {
        String path = file.toString().replace('\\', '/');
        if (path.contains("/src/main/webapp/")
                || path.contains("/resources/static/")
                || path.contains("/resources/public/")
                || path.contains("/classes/static/")
                || path.contains("/classes/public/")
                || path.contains("/META-INF/resources/")) {
            return true;
        }
        for (Path above = file.getParent(); above != null; above = above.getParent()) {
            if (above.endsWith("WEB-INF")) {
                return false;
            }
            if (Files.isDirectory(above.resolve("WEB-INF"))) {
                return true;
            }
        }
        return false;
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
