package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.context.Applications;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PoolBuilt;
import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.observation.PoolLived;
import dev.seaworthy.observation.PoolServed;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.identity.Settings;
import dev.seaworthy.sensor.jdbc.source.SourceAnswers;
import dev.seaworthy.sensor.jdbc.source.SourceGetters;
import dev.seaworthy.sensor.jdbc.source.Target;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The pools that were built, and those of unknown classes that were found by what they do: where, for which database,
 * how they are set, and how many are alive. Thread-safe, bounded.
 */
public final class Pools {

    private static final int MOST = 1_000;
    /** So many times a DataSource of an unknown class handed out what it had, before it is a pool. */
    private static final int REUSES = 2;
    /** So often it is asked for its URL. */
    private static final int QUESTIONS = 3;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Late late;
    private final SourceAnswers sources;
    private final PoolPlaces places;
    private final WeakStates<Pool> known;
    private final AssembledPools assembled;
    private final LivePools live;
    private final Applications applications;
    private final AtomicLong numbers = new AtomicLong();

    public Pools(Workplace workplace, SourceAnswers sources, PoolPlaces places) {
        this.surroundings = workplace.surroundings();
        this.observations = workplace.observations();
        this.late = workplace.late();
        this.sources = sources;
        this.places = places;
        this.applications = new Applications(observations);
        this.known = new WeakStates<>(MOST, "jdbc.pools", observations);
        this.assembled = new AssembledPools(observations);
        this.live = new LivePools(observations);
    }

    /**
     * The constructor of a pool returned.
     *
     * @param surely whether it is a pool by name; else it is still to show that it hands out what it has
     */
    public void built(Object pool, boolean surely) {
        if (!surely && !PoolGetters.haveSize(pool.getClass())) {
            if (assembled.get(pool) == null) {
                assembled.add(pool, here(pool, true));
            }
        } else if (known.get(pool) == null) {
            add(pool, true).proven = surely;
        }
    }

    /** What is known of it; the lender that a thread borrowed of last is not looked up. */
    private @Nullable Pool find(Object pool, @Nullable Lender last) {
        if (last == null || !last.refersTo(pool)) {
            return known.get(pool);
        }
        Pool built = last.pool;
        if (built == null) {
            built = known.get(pool);
            last.pool = built;
        }
        return built;
    }

    /** Whether it is a pool by name, or was seen to be one. */
    public boolean isKnown(Object pool, @Nullable Lender last) {
        Pool built = find(pool, last);
        return built != null && built.proven;
    }

    /**
     * A DataSource handed out a connection, for which it opened a physical one at {@code opened} or none.
     *
     * @param itself whether what it handed out is the physical connection, not wrapped
     * @param last whom the thread borrowed of last
     */
    public void borrowed(Object pool, @Nullable Target opened, boolean itself, @Nullable Lender last) {
        Pool built = find(pool, last);
        if (built == null) {
            if (!PoolGetters.haveSize(pool.getClass())) {
                if (opened == null) {
                    places.borrowed(pool);
                }
                assembled(pool, opened, itself);
                return;
            }
            built = add(pool, false);
        }
        if (built.database == null) {
            find(built, pool, opened);
        }
        Database database = built.database;
        if (database == null || built.wraps) {
            return;
        }
        if (!built.asked) {
            built.asked = true;
            Pool asking = built;
            late.ask(() -> configured(asking));
        }
        serve(built, pool, database);
    }

    private void assembled(Object pool, @Nullable Target opened, boolean itself) {
        Pool built = assembled.get(pool);
        Database database = built == null ? null : AssembledPools.borrowed(built, pool, opened, itself);
        if (built != null && database != null) {
            if (built.database == null) {
                tell(built, pool, database);
            }
            serve(built, pool, database);
        }
    }

    /** A connection of that pool, which is no DataSource, was handed out. */
    public void served(Object pool, Database database) {
        Pool built = known.get(pool);
        if (built != null) {
            serve(built, pool, database);
        }
    }

    public void shut(Object pool) {
        Pool sized = known.get(pool);
        Pool built = sized == null ? assembled.get(pool) : sized;
        Database database = built == null ? null : built.database;
        if (built != null && database != null && !built.shut && built.seenBuilt) {
            lived(built, database, true);
        }
        if (built != null) {
            built.shut = true;
        }
    }

    private Pool add(Object pool, boolean seenBuilt) {
        Pool added = here(pool, seenBuilt);
        known.put(pool, added);
        places.add(pool, added.origin.site(), seenBuilt);
        return added;
    }

    private Pool here(Object pool, boolean seenBuilt) {
        // A sampled walk would lend one place's line to another; next to what a pool costs, a walk is nothing.
        Origin here = surroundings.at(surroundings.sites().walk(pool));
        return new Pool(pool, here, applications.current(), seenBuilt, numbers.incrementAndGet());
    }

    /**
     * {@code outer} asks {@code pool} for its connections: if that is a pool, it opens none of its own.
     *
     * @param opened whether one was opened for that
     */
    public void wraps(Object outer, Object pool, boolean opened, @Nullable Lender last) {
        assembled.wraps(outer, known.get(outer) != null, pool, opened);
        boolean isPool = find(pool, last) != null || PoolGetters.haveSize(pool.getClass());
        if (isPool && outer != pool && PoolGetters.haveSize(outer.getClass())) {
            Pool wrapper = known.get(outer);
            (wrapper == null ? add(outer, false) : wrapper).wraps = true;
        }
    }

    private void lived(Pool built, Database database, boolean closed) {
        Origin origin = built.origin.at(System.currentTimeMillis());
        observations.add(new PoolLived(origin, database, built.number, closed));
    }

    private void serve(Pool built, Object pool, Database database) {
        if (!built.kept && built.isElsewhere(surroundings.units().current())) {
            built.kept = true;
            lived(built, database, false);
        }
        if (!built.served && surroundings.units().current().isRequest()) {
            built.served = true;
            Origin origin = surroundings.at(built.origin.site());
            observations.add(new PoolServed(origin, database, pool.getClass().getName()));
        }
    }

    private void find(Pool built, Object pool, @Nullable Target opened) {
        built.proven |= opened == null && (built.opened != null || ++built.reuses >= REUSES)
                || Openers.isPool(pool.getClass().getName());
        Database first = opened == null ? built.opened : opened.database;
        built.opened = first;
        if (built.proven && first != null) {
            tell(built, pool, first);
        } else if (built.proven && built.questions++ < QUESTIONS) {
            // The application's own class answers: not on the application's thread.
            WeakReference<Object> asked = new WeakReference<>(pool);
            late.ask(() -> ask(built, asked.get()));
        }
    }

    private void ask(Pool built, @Nullable Object pool) {
        Database database = pool == null ? null : said(pool);
        if (pool != null && database != null) {
            tell(built, pool, database);
            // It may not lend once more.
            if (!built.wraps && !built.asked) {
                built.asked = true;
                configured(built);
            }
        }
    }

    private void tell(Pool built, Object pool, Database database) {
        int alive = live.add(built, database);
        if (alive < 0) {
            return;
        }
        places.isFor(pool, database);
        if (built.seenBuilt) {
            observations.add(new PoolBuilt(
                    built.origin,
                    database,
                    pool.getClass().getName(),
                    alive,
                    built.application,
                    built.number,
                    Settings.print(pool)));
        }
    }

    /** Reads a pool's settings, after it handed out a connection: now they are what they stay. Agent's thread. */
    private void configured(Pool built) {
        Object pool = built.self.get();
        Database database = built.database;
        if (pool == null || database == null || built.wraps) {
            return;
        }
        PoolGetters.Said said = PoolGetters.ask(pool);
        built.settings = said;
        observations.add(new PoolConfigured(
                built.origin,
                database,
                pool.getClass().getName(),
                said.name(),
                said.maximum(),
                said.acquireMillis(),
                said.validation(),
                said.lifetimeMillis(),
                said.detectsLeaks(),
                live.together(built, database),
                built.application));
    }

    private @Nullable Database said(Object pool) {
        SourceGetters.Said said = sources.asked(pool);
        return said.database(said.url() == null ? PoolParts.url(pool, sources) : null);
    }
}
