package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.WeakIdentityMap;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PoolBuilt;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pools of known classes that were built: where, for which database, and how many are alive. Thread-safe, bounded. */
final class Pools {

    private static final int MOST = 1_000;

    private final Jdbc jdbc;
    private final WeakIdentityMap<Pool> known = new WeakIdentityMap<>(MOST);
    private final List<Pool> told = new ArrayList<>();
    private final Applications applications = new Applications();

    private static final class Pool {
        final WeakReference<Object> self;
        final Origin origin;
        final int application;
        volatile @Nullable Database database;
        volatile boolean shut;

        Pool(Object self, Origin origin, int application) {
            this.self = new WeakReference<>(self);
            this.origin = origin;
            this.application = application;
        }
    }

    Pools(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** The constructor of a pool returned. */
    void built(Object pool) {
        if (known.get(pool) == null) {
            // A sampled walk would lend one place's line to another; next to what a pool costs, a walk is nothing.
            Origin here = jdbc.surroundings.at(jdbc.surroundings.sites().walk());
            Pool built = new Pool(pool, here, applications.current());
            known.put(pool, built);
            tell(built, pool, null);
        }
    }

    /** A pool handed out a connection, for which it opened a physical one at {@code opened} or none. */
    void borrowed(Object pool, Targets.@Nullable Target opened) {
        Pool built = known.get(pool);
        if (built != null && built.database == null) {
            tell(built, pool, opened);
        }
    }

    void shut(Object pool) {
        Pool built = known.get(pool);
        if (built != null) {
            built.shut = true;
        }
    }

    private void tell(Pool built, Object pool, Targets.@Nullable Target opened) {
        Database database = opened != null ? opened.database : said(pool);
        if (database == null) {
            return;
        }
        int live;
        synchronized (told) {
            if (built.database != null) {
                return;
            }
            built.database = database;
            told.removeIf(one -> one.shut || one.self.refersTo(null));
            if (told.size() < MOST) {
                told.add(built);
            }
            live = (int) told.stream()
                    .filter(one -> database.equals(one.database) && one.application == built.application)
                    .count();
        }
        jdbc.observations.add(
                new PoolBuilt(built.origin, database, pool.getClass().getName(), live, built.application));
    }

    private static @Nullable Database said(Object pool) {
        Getters.Said said = Getters.ask(pool);
        String url = said.url();
        if (url == null) {
            return null;
        }
        Urls.Parsed parsed = Urls.parse(url);
        return parsed.database(said.user() == null ? parsed.user() : said.user());
    }
}
