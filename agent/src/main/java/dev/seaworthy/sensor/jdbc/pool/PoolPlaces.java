package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.discover.ClassOrigins;
import dev.seaworthy.sensor.jdbc.source.SourceFields;
import dev.seaworthy.sensor.jdbc.source.SourceGetters;
import dev.seaworthy.sensor.jdbc.source.Urls;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where pools were built, or first borrowed from: that is where the work stands that they do on threads of their own, on
 * which no frame is the application's. Which pool a thread works for is told by the packages of the pool's class on its
 * stack, and by the database; where two pools of different places fit, none does. Thread-safe, bounded.
 */
public final class PoolPlaces {

    private static final int MOST = 1_000;
    private static final int MOST_WAITING = 10_000;
    private static final int FEW_WAITING = 16;
    /** A pool may open connections before it is built, or borrowed from: so long that is waited for. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Late late;
    private final List<Builder> all = new CopyOnWriteArrayList<>();
    private final WeakStates<Boolean> borrowed;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waits = new AtomicInteger();

    /** A pool, without keeping it alive. */
    private static final class Builder {
        private final WeakReference<Object> pool;
        private final List<String> homes;
        private final Site site;
        private final boolean built;
        private volatile @Nullable Database database;

        Builder(Object pool, Site site, boolean built) {
            this.pool = new WeakReference<>(pool);
            this.homes = homes(pool.getClass());
            this.site = site;
            this.built = built;
        }

        boolean isOn(List<Place> stack) {
            for (Place frame : stack) {
                for (String home : homes) {
                    if (frame.className().startsWith(home)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** What was seen on a thread without a frame of the application. */
    private static final class Waiting {
        private final Origin origin;
        private final Database database;
        private final Function<Origin, Observation> tell;

        Waiting(Origin origin, Database database, Function<Origin, Observation> tell) {
            this.origin = origin;
            this.database = database;
            this.tell = tell;
        }
    }

    public PoolPlaces(Surroundings surroundings, Observations observations, Late late) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.borrowed = new WeakStates<>(MOST, "jdbc.pool", observations);
        this.late = late;
    }

    /** A pool was built there, or else is borrowed from for the first time. */
    public void add(Object pool, Site site, boolean built) {
        if (all.size() >= MOST) {
            all.removeIf(one -> one.pool.refersTo(null));
        }
        if (all.size() < MOST) {
            all.add(new Builder(pool, site, built));
        } else {
            observations.dropped("jdbc.pool", 1);
        }
    }

    /** Something that may be no pool lent what it had: it has threads of its own, perhaps. */
    void borrowed(Object source) {
        if (borrowed.get(source) == null && borrowed.put(source, true)) {
            add(source, surroundings.sites().walk(), false);
        }
    }

    /** That pool is for that database. */
    void isFor(Object pool, Database database) {
        for (Builder one : all) {
            if (one.database == null && one.pool.refersTo(pool)) {
                one.database = database;
            }
        }
    }

    /**
     * Tells of what was seen at {@code origin}: at once, or, on a pool's own thread, on the agent's thread
     * with the place of the pool once that is known, within some seconds.
     */
    public void place(Origin origin, Database database, Function<Origin, Observation> tell) {
        if (origin.site().place() != null || waits.get() >= MOST_WAITING) {
            observations.add(tell.apply(origin));
            return;
        }
        waiting.add(new Waiting(origin, database, tell));
        if (waits.incrementAndGet() <= FEW_WAITING) {
            late.later(() -> look(System.currentTimeMillis(), false)); // else with the next tick
        }
    }

    /** Tells what has waited for its pool; agent's thread. */
    public void look(long now, boolean last) {
        for (Waiting one : waiting) {
            Site site = one.origin.site();
            Site placed = site.place() == null ? of(site, one.database) : site;
            boolean over = last || now - one.origin.millis() > PATIENCE_MILLIS;
            if ((placed != null || over) && waiting.remove(one)) {
                waits.decrementAndGet();
                observations.add(one.tell.apply(placed == null ? one.origin : at(one.origin, site, placed)));
            }
        }
    }

    private static Origin at(Origin origin, Site own, Site placed) {
        return origin.at(own == placed ? own : new Site(placed.place(), false, own.stack()));
    }

    /** Where the pool was built that works on that stack for that database; null where that is not certain. */
    public @Nullable Site of(Site opened, Database database) {
        List<Builder> fit = new ArrayList<>();
        boolean built = false;
        for (Builder one : all) {
            if (one.site.place() != null && one.isOn(opened.stack()) && isFor(one, database)) {
                fit.add(one);
                built |= one.built;
            }
        }
        Site found = null;
        for (Builder one : fit) {
            if (one.built || !built) {
                if (found != null && !Objects.equals(found.place(), one.site.place())) {
                    return null;
                }
                found = one.site;
            }
        }
        return found;
    }

    private static boolean isFor(Builder one, Database database) {
        Database own = one.database;
        if (own == null) {
            Object pool = one.pool.get();
            SourceGetters.Said said = pool == null ? null : SourceFields.read(pool);
            String url = said == null ? null : said.url();
            if (said == null || url == null) {
                return false;
            }
            Urls.Parsed parsed = Urls.parse(url);
            own = parsed.database(said.user() == null ? parsed.user() : said.user());
            // It may still be set otherwise, so that this is not kept.
        }
        return own.url().equals(database.url());
    }

    /** How the names begin of what belongs to the classes of a pool. */
    private static List<String> homes(Class<?> type) {
        List<String> homes = new ArrayList<>();
        for (Class<?> one = type; one != null && !ClassOrigins.isPlatform(one); one = one.getSuperclass()) {
            String name = one.getName();
            int first = name.indexOf('.');
            int second = first < 0 ? -1 : name.indexOf('.', first + 1);
            int third = second < 0 ? -1 : name.indexOf('.', second + 1);
            homes.add(third > 0 ? name.substring(0, third + 1) : second > 0 ? name.substring(0, second + 1) : name);
        }
        return homes;
    }
}
