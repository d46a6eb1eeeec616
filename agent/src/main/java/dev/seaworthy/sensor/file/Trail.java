package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Unit;
import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Follows files that units of work write, under whatever names. On the application's threads. */
final class Trail {

    /** How much the clocks of a file system may lag behind. */
    private static final long CLOCKS_MILLIS = 2_000;

    /** A file that was written longer ago than this before its move was not uploaded by the request that moves it. */
    private static final long SPOOLED_MILLIS = 600_000;

    /** Keeps our places' keys apart from other sensors'. */
    private static final int KEYS = 0x46494C00;

    private final Surroundings surroundings;
    private final Ledger ledger;

    Trail(Surroundings surroundings, Ledger ledger) {
        this.surroundings = surroundings;
        this.ledger = ledger;
    }

    /** {@code keeps}: what was in the file stays, so that opening it has written nothing yet. */
    void opened(int op, @Nullable Object file, boolean append, boolean keeps) {
        Unit unit = surroundings.units().current();
        String path = unit.isVisible() ? name(file) : null;
        if (path != null && !ledger.holds(path, unit, append)) {
            Origin origin = origin(op, path);
            ledger.put(path, new Written(origin, "opened", append, keeps ? origin.millis() - CLOCKS_MILLIS : 0));
        }
    }

    /** What is known of a file goes with it to its new name. */
    void moved(int op, @Nullable Object from, @Nullable Object to) {
        Written before = ledger.isEmpty() ? null : ledger.forget(name(from));
        arrived(op, to, "renamed", before, SPOOLED_MILLIS);
    }

    void copied(int op, @Nullable Object to) {
        arrived(op, to, "copied", null, 0);
    }

    /** The first name of a file or directory made by {@code createTemp…}. */
    void temporary(@Nullable Object file, boolean directory) {
        ledger.temporary(name(file), directory);
    }

    void deleted(@Nullable Object file) {
        if (!ledger.isEmpty()) {
            ledger.deleted(name(file));
        }
    }

    void deletedAtExit(@Nullable Object file) {
        ledger.deletedAtExit(name(file instanceof String path ? new File(path) : file));
    }

    private void arrived(int op, @Nullable Object file, String way, @Nullable Written before, long age) {
        boolean visible = surroundings.units().current().isVisible();
        String path = visible || before != null ? name(file) : null;
        if (path == null) {
            return;
        }
        Origin origin = visible ? origin(op, path) : null;
        if (origin != null && origin.site().place() != null) {
            long since = before == null && age > 0 ? origin.millis() - age : 0;
            ledger.put(path, new Written(origin, way, before != null && before.append(), since));
        } else if (before != null) {
            ledger.put(path, before);
        }
    }

    private Origin origin(int op, String path) {
        return surroundings.here(Sites.key(KEYS + op, null) ^ Names.kind(path));
    }

    private static @Nullable String name(@Nullable Object file) {
        if (file instanceof File plain) {
            return Names.tidy(plain.getAbsolutePath());
        }
        return file instanceof Path path ? Names.tidy(path.toAbsolutePath().toString()) : null;
    }
}
