package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.UploadParts;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import org.jspecify.annotations.Nullable;

/** Follows files that units of work write, under whatever names. On the application's threads. */
final class Trail {

    /** How much the clocks of a file system may lag behind. */
    private static final long CLOCKS_MILLIS = 2_000;

    /** A file that was written longer ago than this before its move was not uploaded by the request that moves it. */
    private static final long SPOOLED_MILLIS = 600_000;

    private final Surroundings surroundings;
    private final Ledger ledger;
    private final Rereads rereads;
    private final Looks looks = new Looks();

    Trail(Surroundings surroundings, Ledger ledger, Rereads rereads) {
        this.surroundings = surroundings;
        this.ledger = ledger;
        this.rereads = rereads;
    }

    /**
     * @param keeps what was in the file stays, so that opening it has written nothing yet
     * @param place where the calling thread is, by {@code Sites.calling}; 0 if nobody has looked
     */
    void opened(@Nullable Object file, boolean append, boolean keeps, long place) {
        Unit unit = surroundings.units().current();
        String path = FilePaths.absolute(file);
        if (path == null) {
            return;
        }
        Origin asked = surroundings.handedFiles().take(path);
        if (asked == null && ledger.holds(path, unit, append)) {
            if (rereads.isNews(path, unit)) {
                again(path, file, append);
            }
            return;
        }
        Origin origin = asked == null ? here(place) : asked;
        if (origin != null) {
            long since = keeps ? origin.millis() - CLOCKS_MILLIS : 0;
            Written there = ledger.get(path);
            put(path, written(origin, "opened", append, FilePaths.isRelative(file), since, there, there));
        }
    }

    private @Nullable Origin here(long place) {
        Site seen = place == 0 ? Site.UNKNOWN : surroundings.sites().at(place);
        return seen == Site.UNKNOWN ? look() : surroundings.at(seen);
    }

    /** A request writes what another one wrote: from now on it is the one that others read. */
    private void again(String path, @Nullable Object file, boolean append) {
        Site site = surroundings.sites().look(looks);
        if (site != null) {
            Origin origin = surroundings.at(site);
            Written known = ledger.get(path);
            rereads.wrote(path, written(origin, "opened", append, FilePaths.isRelative(file), 0, known, null));
        }
    }

    /** What is known of a file goes with it to its new name. */
    void moved(@Nullable Object from, @Nullable Object to) {
        String old = FilePaths.absolute(from);
        Written before = ledger.forget(old);
        rereads.forget(old);
        arrived(to, "renamed", before, SPOOLED_MILLIS);
    }

    void copied(@Nullable Object to) {
        arrived(to, "copied", null, 0);
    }

    /** The first name of a file or directory made by {@code createTemp…}. */
    void temporary(@Nullable Object file, boolean directory) {
        String path = FilePaths.absolute(file);
        if (path != null && directory) {
            ledger.temporaries().addDirectory(path);
        } else if (path != null) {
            ledger.temporaries().add(path);
        }
    }

    void deleted(@Nullable Object file) {
        String path = FilePaths.absolute(file);
        ledger.deleted(path);
        rereads.forget(path);
    }

    void deletedAtExit(@Nullable Object file) {
        String path = FilePaths.absolute(file);
        if (path != null) {
            ledger.temporaries().deletedAtExit(path, file instanceof String);
        }
    }

    private void put(String path, Written written) {
        ledger.put(path, written);
        ledger.temporaries().revive(path);
        rereads.wrote(path, written);
    }

    /**
     * The one place where a write learns what its request uploads.
     *
     * @param there what is known of the file of that name, which is written again
     * @param before what is known of the same content under whatever name
     */
    private Written written(
            Origin origin,
            String way,
            boolean append,
            boolean relative,
            long since,
            @Nullable Written there,
            @Nullable Written before) {
        UploadParts parts = origin.unit().isRequest() && origin.unit().sent() instanceof UploadParts sent ? sent : null;
        Times times = there == null ? new Times(origin.unit()) : there.times();
        if (there != null) {
            times.again(origin.unit());
        }
        return new Written(origin, way, append, relative, since, times, parts, before);
    }

    private void arrived(@Nullable Object file, String way, @Nullable Written before, long age) {
        String path = FilePaths.absolute(file);
        if (path == null) {
            return;
        }
        Origin asked = surroundings.handedFiles().take(path);
        Origin origin = asked == null ? look() : asked;
        if (origin != null) {
            long since = before == null && age > 0 ? origin.millis() - age : 0;
            boolean append = before != null && before.append();
            Written there = ledger.get(path);
            put(path, written(origin, way, append, FilePaths.isRelative(file), since, there, before));
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
}
