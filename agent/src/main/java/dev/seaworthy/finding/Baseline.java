package dev.seaworthy.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Findings that were there before: a file with one id a line, its count behind it and a comment behind {@code #}. */
final class Baseline {

    private final Set<String> ids = new TreeSet<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param path null for none */
    Baseline(@Nullable String path) {
        if (path == null) {
            return;
        }
        try {
            for (String line : TextFile.lines(path)) {
                int comment = line.indexOf('#');
                String bare = (comment < 0 ? line : line.substring(0, comment)).trim();
                if (!bare.isEmpty()) {
                    ids.add(bare.split("\\s+", 2)[0]);
                }
            }
        } catch (IOException unreadable) {
            warnings.add("cannot read the file that setting 'baseline' names, '" + path
                    + "': every finding counts as new (" + unreadable.getMessage() + ")");
        }
    }

    boolean holds(String id) {
        return ids.contains(id);
    }

    List<String> warnings() {
        return warnings;
    }
}
