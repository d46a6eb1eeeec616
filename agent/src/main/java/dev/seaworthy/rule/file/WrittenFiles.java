package dev.seaworthy.rule.file;

import dev.seaworthy.observation.FileWritten;
import java.util.HashMap;
import java.util.Map;

/** The files that one line wrote into one directory. Bounded: beyond {@value #MOST} paths a rewritten one counts as new. */
final class WrittenFiles {

    private static final int MOST = 1_000;

    private final Map<String, Integer> units = new HashMap<>();
    /** Different files. */
    long files;
    /** How many units of work wrote the one that was written most often. */
    int most;

    long bytes;

    /** As messages say it: {@code 12 kB}, {@code 700 bytes}. */
    static String size(long bytes) {
        return bytes >= 1_000 ? bytes / 1_000 + " kB" : bytes == 1 ? "1 byte" : bytes + " bytes";
    }

    void add(FileWritten seen) {
        bytes += seen.bytes();
        Integer before = units.get(seen.path());
        files += before == null ? 1 : 0;
        int now = (before == null ? 0 : before) + seen.units();
        most = Math.max(most, now);
        if (before != null || units.size() < MOST) {
            units.put(seen.path(), now);
        }
    }
}
