package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.FilesKept;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files that were made as temporary ones, and the lines that made them. Thread-safe, bounded: beyond {@value #MOST} files
 * the oldest is forgotten, which is counted, but still counts for its line.
 */
final class Temporaries {

    static final int MOST = 8_192;
    private static final int MOST_GONE = 1_024;
    private static final int MOST_LINES = 1_000;

    /** So many of one line are too many, as soon as they are old enough. */
    private static final int TOO_MANY = 20;

    private static final long OLD_MILLIS = 600_000;

    /** Each is remembered until the JVM ends, by its path. */
    private static final int TOO_MANY_REGISTERED = 100;

    private static final long EVERY_MILLIS = 10_000;

    /** So many files of a line are looked at before it is reported: somebody else may have deleted them. */
    private static final int MOST_CHECKED = 200;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Looks looks = new Looks();
    private final Map<String, Made> files = new LinkedHashMap<>();
    private final Bounded<Long, TemporaryLine> lines;
    private final Names directories;
    private final Names deletedAtExit;
    /** Deleted lately: copying over a file deletes it first, and what is made then is as temporary as before. */
    private final Map<String, Made> gone = new LinkedHashMap<>();

    private long checkedAt;
    private long made;

    /** A temporary file. */
    private record Made(@Nullable TemporaryLine line, long millis) {}

    Temporaries(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        lines = new Bounded<>(MOST_LINES, "file.temporary", observations);
        directories = new Names(MOST, observations);
        deletedAtExit = new Names(MOST, observations);
    }

    /** A temporary file of that path was made by the calling thread. */
    void add(String path) {
        TemporaryLine line = line();
        synchronized (this) {
            made++;
            Made before = files.put(path, new Made(line, line == null ? 0 : System.currentTimeMillis()));
            count(before, -1);
            if (line != null) {
                line.kept++;
                line.directory = parent(path);
            }
            if (files.size() > MOST) {
                forgetOldest();
            }
        }
    }

    private void forgetOldest() {
        Made lost = forgetFirst(files);
        if (lost.line != null) {
            lost.line.kept--;
            lost.line.forgotten++;
        }
        observations.dropped("file.temporary", 1);
    }

    void addDirectory(String path) {
        directories.add(path);
    }

    /** It was deleted, or became a file with a name of its own. */
    synchronized void remove(String path) {
        Made made = files.remove(path);
        count(made, -1);
        if (made != null) {
            gone.put(path, made);
            if (gone.size() > MOST_GONE) {
                forgetFirst(gone);
            }
        }
    }

    /** A file of that path was written: if a temporary one was deleted, it is there again. */
    synchronized void revive(String path) {
        Made made = gone.isEmpty() ? null : gone.remove(path);
        if (made != null) {
            files.put(path, made);
            count(made, 1);
            if (files.size() > MOST) {
                forgetOldest();
            }
        }
    }

    private static Made forgetFirst(Map<String, Made> from) {
        var first = from.values().iterator();
        Made lost = first.next();
        first.remove();
        return lost;
    }

    private static void count(@Nullable Made made, int more) {
        if (made != null && made.line != null) {
            made.line.kept += more;
        }
    }

    /** The JVM deletes it when it ends. */
    void deletedAtExit(String path, boolean registered) {
        deletedAtExit.add(path);
        TemporaryLine line = registered && surroundings.units().current().isVisible() ? line() : null;
        synchronized (this) {
            Made known = files.get(path);
            if (known != null && known.line != null) {
                count(known, -1);
                files.put(path, new Made(null, known.millis));
            }
            if (line != null) {
                line.registered++;
                line.directory = parent(path);
            }
        }
    }

    boolean isDeletedAtExit(String path) {
        return deletedAtExit.contains(path);
    }

    /** Whether the path was made as a temporary file, or lies in a directory that was. */
    boolean holds(String path) {
        synchronized (this) {
            if (files.containsKey(path) || gone.containsKey(path)) {
                return true;
            }
        }
        return directories.holds(path);
    }

    private @Nullable TemporaryLine line() {
        if (!looks.isDue()) {
            return null;
        }
        Sites sites = surroundings.sites();
        long place = sites.calling(true);
        TemporaryLine known = lines.get(place);
        if (known != null) {
            return known;
        }
        Site site = sites.at(place);
        return site == Site.UNKNOWN ? null : lines.get(place, any -> new TemporaryLine(surroundings.at(site)));
    }

    /** Reports lines whose files pile up; agent's thread. */
    void tick(long now, boolean last) {
        long more;
        synchronized (this) {
            more = made;
            made = 0;
        }
        observations.count("file.temporary", more);
        if (now - checkedAt < EVERY_MILLIS && !last) {
            return;
        }
        checkedAt = now;
        for (TemporaryLine line : lines.values()) {
            check(line, now, last);
        }
    }

    private void check(TemporaryLine line, long now, boolean last) {
        int kept;
        int registered;
        synchronized (this) {
            kept = line.kept + line.forgotten;
            registered = line.registered;
        }
        if (registered >= TOO_MANY_REGISTERED && registered > line.reportedRegistered) {
            line.reportedRegistered = registered;
            observations.add(new FilesKept(line.origin, FilesKept.Kind.UNTIL_EXIT, line.directory, registered, 0));
        }
        if (kept >= TOO_MANY && kept > line.reported) {
            undeleted(line, now, last);
        }
    }

    private void undeleted(TemporaryLine line, long now, boolean last) {
        List<String> paths = new ArrayList<>();
        long oldest = Long.MAX_VALUE;
        int old;
        synchronized (this) {
            old = line.forgotten;
            for (Map.Entry<String, Made> file : files.entrySet()) {
                Made one = file.getValue();
                if (one.line == line && (last || now - one.millis >= OLD_MILLIS)) {
                    old++;
                    oldest = Math.min(oldest, one.millis);
                    if (paths.size() < MOST_CHECKED) {
                        paths.add(file.getKey());
                    }
                }
            }
        }
        for (String path : paths) {
            if (!new File(path).exists()) {
                remove(path);
                old--;
            }
        }
        if (old >= TOO_MANY && old > line.reported) {
            line.reported = old;
            long age = oldest == Long.MAX_VALUE ? 0 : Math.max(0, now - oldest);
            observations.add(new FilesKept(line.origin, FilesKept.Kind.UNDELETED, line.directory, old, age));
        }
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf(File.separatorChar);
        return slash <= 0 ? File.separator : path.substring(0, slash);
    }
}
