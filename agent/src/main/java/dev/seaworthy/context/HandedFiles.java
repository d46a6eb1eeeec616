package dev.seaworthy.context;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Files whose paths the application handed to libraries that write them later, on threads of their own: nothing on the
 * stack is the application's then. Thread-safe. Bounded: it remembers the latest {@value #MOST} to twice as many that were
 * not written yet.
 */
public final class HandedFiles {

    static final int MOST = 512;
    private static final int LONGEST = 4_096;

    /** What a library has not written by then, it was to read. */
    private static final long LONGEST_MILLIS = 60_000;

    private final Surroundings surroundings;
    private final Looks looks;
    private volatile ConcurrentHashMap<String, Origin> young = new ConcurrentHashMap<>();
    private volatile ConcurrentHashMap<String, Origin> old = new ConcurrentHashMap<>();

    HandedFiles(Surroundings surroundings) {
        this(surroundings, new Looks());
    }

    HandedFiles(Surroundings surroundings, Looks looks) {
        this.surroundings = surroundings;
        this.looks = looks;
    }

    /**
     * The calling thread hands it on.
     *
     * @param file a path or file of the JDK's own or its text, absolute or not
     */
    public void add(@Nullable Object file) {
        String path = text(file);
        Site site = path == null ? null : surroundings.sites().look(looks);
        if (path == null || site == null || site.place() == null) {
            return;
        }
        if (young.size() >= MOST) {
            turn();
        }
        young.put(path, surroundings.at(site));
    }

    private static @Nullable String text(@Nullable Object file) {
        boolean own = file instanceof Path && file.getClass().getClassLoader() == null;
        if (file == null || !own && file.getClass() != File.class && !(file instanceof String)) {
            return null;
        }
        String given = file.toString();
        return given.isEmpty() || given.length() > LONGEST || given.indexOf('\0') >= 0
                ? null
                : Path.of(new File(given).getAbsolutePath()).normalize().toString();
    }

    private synchronized void turn() {
        if (young.size() >= MOST) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    /** The calling thread writes the file of that absolute path; who asked for it, null if that is not known. */
    public @Nullable Origin take(String path) {
        if (young.isEmpty() && old.isEmpty()) {
            return null;
        }
        Origin earlier = old.remove(path);
        Origin latest = young.remove(path);
        Origin asked = latest == null ? earlier : latest;
        return asked == null || System.currentTimeMillis() - asked.millis() > LONGEST_MILLIS ? null : asked;
    }
}
