package dev.seaworthy.sensor.file;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How files are spelled that could be opened, where the file system does not tell upper case from lower. */
final class Spellings {

    private static final int PATHS = 4_096;

    /** Hashes of the paths that were looked at; threads may overwrite what others noted. */
    private final int[] known = new int[PATHS];

    /** Whether the operating system's file systems are usually such. */
    static boolean isNeeded() {
        String name = String.valueOf(System.getProperty("os.name", "")).toLowerCase(Locale.ROOT);
        return name.startsWith("mac") || name.startsWith("windows");
    }

    /** Whether the path is opened for the first time, as far as is known; any thread, allocates nothing. */
    boolean isNew(String given) {
        int hash = given.hashCode() | 1;
        int at = (hash >>> 1 ^ hash >>> 17) & PATHS - 1;
        if (known[at] == hash) {
            return false;
        }
        known[at] = hash;
        return true;
    }

    /**
     * The end of the path as the file system has it, where it differs only in case; null if it does not. Agent's thread.
     *
     * @param relative the program chose all of {@code given}; else only the file's name is looked at, since directories may
     *     come from the user's settings
     */
    @Nullable
    String real(String given, String path, boolean relative) {
        try {
            Path asked = Path.of(path);
            int names = relative ? Path.of(given).normalize().getNameCount() : 1;
            return differing(asked, asked.toRealPath(), names);
        } catch (IOException | InvalidPathException gone) {
            return null;
        }
    }

    /** A link's target may have another name altogether, which says nothing. */
    static @Nullable String differing(Path asked, Path real, int names) {
        int most = Math.min(names, Math.min(asked.getNameCount(), real.getNameCount()));
        int differing = 0;
        for (int i = 1; i <= most; i++) {
            String one = asked.getName(asked.getNameCount() - i).toString();
            String other = real.getName(real.getNameCount() - i).toString();
            if (!one.equalsIgnoreCase(other)) {
                break;
            }
            differing = one.equals(other) ? differing : i;
        }
        int count = real.getNameCount();
        return differing == 0 ? null : real.subpath(count - differing, count).toString();
    }
}
