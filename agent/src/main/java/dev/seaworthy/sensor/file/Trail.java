package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
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

    private final Surroundings surroundings;
    private final Ledger ledger;
    private final Looks looks = new Looks();

    Trail(Surroundings surroundings, Ledger ledger) {
        this.surroundings = surroundings;
        this.ledger = ledger;
    }

    /** {@code keeps}: what was in the file stays, so that opening it has written nothing yet. */
    void opened(@Nullable Object file, boolean append, boolean keeps) {
        Unit unit = surroundings.units().current();
        String path = unit.isVisible() ? name(file) : null;
        if (path == null || ledger.holds(path, unit, append)) {
            return;
        }
        Origin origin = look();
        if (origin != null) {
            long since = keeps ? origin.millis() - CLOCKS_MILLIS : 0;
            ledger.put(path, new Written(origin, "opened", append, since, ledger.get(path)));
        }
    }

    /** What is known of a file goes with it to its new name. */
    void moved(@Nullable Object from, @Nullable Object to) {
        Written before = ledger.isEmpty() ? null : ledger.forget(name(from));
        arrived(to, "renamed", before, SPOOLED_MILLIS);
    }

    void copied(@Nullable Object to) {
        arrived(to, "copied", null, 0);
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

    private void arrived(@Nullable Object file, String way, @Nullable Written before, long age) {
        boolean visible = surroundings.units().current().isVisible();
        String path = visible || before != null ? name(file) : null;
        if (path == null) {
            return;
        }
        Origin origin = visible ? look() : null;
        if (origin != null) {
            long since = before == null && age > 0 ? origin.millis() - age : 0;
            ledger.put(path, new Written(origin, way, before != null && before.append(), since, before));
        } else if (before != null) {
            ledger.put(path, before);
        }
    }

    /** Where the calling thread is; null where it is not this file's turn, which is counted. */
    private @Nullable Origin look() {
        Site site = surroundings.sites().look(looks);
        if (site == null) {
            ledger.pass();
            return null;
        }
        return surroundings.at(site);
    }

    private static @Nullable String name(@Nullable Object file) {
        if (file instanceof File plain) {
            return Names.tidy(plain.getAbsolutePath());
        }
        return file instanceof Path path ? Names.tidy(path.toAbsolutePath().toString()) : null;
    }
}
