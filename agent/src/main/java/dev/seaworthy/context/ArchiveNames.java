package dev.seaworthy.context;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the resources in archives are spelled, each read once: {@value #MOST_ARCHIVES} archives of {@value #MOST_NAMES}
 * resources at most. Agent's thread.
 */
public final class ArchiveNames {

    static final int MOST_NAMES = 10_000;
    private static final int MOST_ARCHIVES = 64;

    /** The names' spellings by their lower case; an empty one where there are several. */
    private final Map<String, Map<String, String>> archives = new LinkedHashMap<>();

    /**
     * The name in the archive that differs from the given one only in case; null if there is none, or if both are there.
     *
     * @param location as a code source has it
     */
    public @Nullable String sibling(String location, String name) {
        Map<String, String> known = archives.get(location);
        if (known == null) {
            if (archives.size() >= MOST_ARCHIVES) {
                return null;
            }
            known = read(location);
            archives.put(location, known);
        }
        String there = known.get(name.toLowerCase(Locale.ROOT));
        return there == null || there.length() != name.length() || there.equals(name) ? null : there;
    }

    private static Map<String, String> read(String location) {
        Map<String, String> names = new HashMap<>();
        try (Archive archive = Archive.open(location)) {
            for (String name : archive.names()) {
                if (name.startsWith(archive.classes) && !name.endsWith(".class") && !name.endsWith("/")) {
                    String plain = name.substring(archive.classes.length());
                    names.merge(plain.toLowerCase(Locale.ROOT), plain, (one, other) -> "");
                }
                if (names.size() > MOST_NAMES) {
                    return Map.of();
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            return Map.of();
        }
        return names;
    }

    /** Where the archive or directory lies on the disk; null if the address names no file. */
    public static @Nullable String file(String location) {
        var parts = Archive.parts(location);
        return parts.isEmpty() ? null : parts.get(0);
    }
}
