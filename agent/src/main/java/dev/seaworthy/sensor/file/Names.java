package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Drops;
import java.io.File;
import java.util.Iterator;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** A bounded set of absolute paths that forgets the oldest first, which is counted. Thread-safe. */
final class Names {

    private final int most;
    private final LinkedHashSet<String> names = new LinkedHashSet<>();

    private final Drops drops;

    Names(int most, Drops drops) {
        this.most = most;
        this.drops = drops;
    }

    synchronized void add(@Nullable String path) {
        if (path != null && names.add(path) && names.size() > most) {
            Iterator<String> oldest = names.iterator();
            oldest.next();
            oldest.remove();
            drops.dropped("file.temporary", 1);
        }
    }

    synchronized void remove(String path) {
        names.remove(path);
    }

    synchronized boolean contains(String path) {
        return names.contains(path);
    }

    /** Whether any directory above the path is in the set. */
    synchronized boolean holds(String path) {
        if (names.isEmpty()) {
            return false;
        }
        for (int slash = path.lastIndexOf(File.separatorChar);
                slash > 0;
                slash = path.lastIndexOf(File.separatorChar, slash - 1)) {
            if (names.contains(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }
}
