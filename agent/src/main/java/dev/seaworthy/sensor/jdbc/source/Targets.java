package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.context.Drops;
import dev.seaworthy.observation.Database;
import dev.seaworthy.sensor.sql.Shapes;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The databases that this process talks to, one for each URL without parameters and user. Thread-safe, bounded. */
public final class Targets {

    private static final int MOST = 1_024;
    private static final int ASKED = 256;

    private final ConcurrentHashMap<Database, Target> known = new ConcurrentHashMap<>();
    /** By what URLs looked like, which are not kept: there may be secrets in them. */
    private final AtomicReferenceArray<@Nullable Asked> asked = new AtomicReferenceArray<>(ASKED);

    private final Drops drops;

    public Targets(Drops drops) {
        this.drops = drops;
    }

    private record Asked(long print, int length, @Nullable String user, Target target) {}

    /** What that URL and user led to before; null where that is not known. */
    @Nullable
    Target of(String url, @Nullable String user) {
        long print = Shapes.print(url);
        Asked before = asked.get((int) print & ASKED - 1);
        return before != null
                        && before.print == print
                        && before.length == url.length()
                        && Objects.equals(before.user, user)
                ? before.target
                : null;
    }

    void remember(String url, @Nullable String user, Target target) {
        long print = Shapes.print(url);
        asked.set((int) print & ASKED - 1, new Asked(print, url.length(), user, target));
    }

    Target of(Database database) {
        Target target = known.get(database);
        if (target == null) {
            target = new Target(database);
            if (known.size() < MOST) {
                Target earlier = known.putIfAbsent(database, target);
                return earlier == null ? target : earlier;
            }
            drops.dropped("jdbc.databases", 1);
        }
        return target;
    }

    public Iterable<Target> all() {
        return known.values();
    }
}
