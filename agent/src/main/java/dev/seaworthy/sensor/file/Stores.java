package dev.seaworthy.sensor.file;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.StoreFilled;
import dev.seaworthy.sensor.Observations;
import java.io.File;
import java.util.HashMap;
import java.util.Map;

/** How full the file systems are that the application writes to; each is looked at once a minute at most. Agent's thread. */
final class Stores {

    private static final long EVERY_MILLIS = 60_000;
    private static final int MOST = 1_000;

    /** Less than so many percent, and less than so many bytes, is little: a tenth of a large disk lasts for long. */
    private static final int PERCENT = 10;

    private static final long LITTLE = 10L << 30;

    private final Observations observations;
    private final Map<String, Long> lookedAt = new HashMap<>();

    Stores(Observations observations) {
        this.observations = observations;
    }

    /** A file was written below that mount point. */
    void written(Origin origin, String point, String path, long now) {
        Long before = lookedAt.get(point);
        if (before != null && now - before < EVERY_MILLIS) {
            return;
        }
        if (before == null && lookedAt.size() >= MOST) {
            observations.dropped("file.store", 1);
            return;
        }
        lookedAt.put(point, now);
        observations.count("file.store", 1);
        File file = new File(path);
        long total = file.getTotalSpace();
        long usable = file.getUsableSpace();
        if (total > 0 && usable < total / 100 * PERCENT && usable < LITTLE) {
            observations.add(new StoreFilled(origin, point, usable, total, false));
        }
    }
}
