package dev.seaworthy.sensor.file;

import dev.seaworthy.context.ArchiveNames;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for resources where an application's class lies and in the rest of the class path. Agent's thread. */
final class ClassPath {

    private static final int MOST_ENTRIES = 256;

    private final Lookout lookout;
    private final ArchiveNames archives = new ArchiveNames();
    private final List<String> entries = new ArrayList<>();

    /** A resource that is spelled otherwise: the path that was asked for, and the end of it as it is. */
    record Spelled(String path, String sibling) {}

    ClassPath(Lookout lookout, String entries) {
        this.lookout = lookout;
        for (String entry : entries.split(File.pathSeparator, -1)) {
            if (!entry.isEmpty() && !entry.endsWith("*") && this.entries.size() < MOST_ENTRIES) {
                this.entries.add(
                        new File(entry).getAbsoluteFile().toURI().normalize().toString());
            }
        }
    }

    /** @param base where the class lies that asked, as a code source has it */
    @Nullable
    Spelled spelled(String base, String name) {
        Set<String> all = new LinkedHashSet<>();
        all.add(base);
        all.addAll(entries);
        for (String location : all) {
            String file = ArchiveNames.file(location);
            Spelled found = file == null ? null : spelled(location, new File(file), name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Spelled spelled(String location, File file, String name) {
        if (file.isDirectory()) {
            String path = new File(file, name).getPath();
            String sibling = lookout.sibling(path);
            // Only what lies below the directory is on the class path.
            return sibling == null || sibling.length() > name.length() ? null : new Spelled(path, sibling);
        }
        String sibling = archives.sibling(location, name);
        return sibling == null ? null : new Spelled(file.getPath() + "!/" + name, differing(sibling, name));
    }

    /** From the first directory on that is spelled otherwise. */
    private static String differing(String one, String other) {
        int from = 0;
        for (int i = 0; one.charAt(i) == other.charAt(i); i++) {
            from = one.charAt(i) == '/' ? i + 1 : from;
        }
        return one.substring(from);
    }
}
