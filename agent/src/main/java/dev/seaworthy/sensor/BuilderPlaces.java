package dev.seaworthy.sensor;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
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
 * Where pools and the like were built, or first borrowed from: that is where the work stands that they do on threads of
 * their own, on which no frame is the application's. Which pool a thread works for is told by the packages of the pool's
 * class on its stack, and by the target; where two pools of different places fit, none does. Thread-safe, bounded.
 *
 * @param <T> what a pool is for
 */
public abstract class BuilderPlaces<T> {

    private static final int MOST = 1_000;
    private static final int MOST_WAITING = 10_000;
    private static final int FEW_WAITING = 16;
    /** A pool may open connections before it is built, or borrowed from: so long that is waited for. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Late late;
    private final List<Builder<T>> all = new CopyOnWriteArrayList<>();
    private final WeakStates<Boolean> borrowed;
    private final String where;
    private final Queue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waits = new AtomicInteger();

    /** A pool, without keeping it alive. */
    private static final class Builder<T> {
        private final WeakReference<Object> pool;
        private final List<String> homes;
        private final Site site;
        private final boolean built;
        private volatile @Nullable T target;

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
    private static final class Waiting<T> {
        private final Origin origin;
        private final T target;
        private final Function<Origin, Observation> tell;

        Waiting(Origin origin, T target, Function<Origin, Observation> tell) {
            this.origin = origin;
            this.target = target;
            this.tell = tell;
        }
    }

    /** @param where name of the limit for {@link Observations#dropped} */
    protected BuilderPlaces(Surroundings surroundings, Observations observations, Late late, String where) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.borrowed = new WeakStates<>(MOST, where, observations);
        this.where = where;
        this.late = late;
    }

    /** A pool was built there, or else is borrowed from for the first time. */
    public final void add(Object pool, Site site, boolean built) {
        if (all.size() >= MOST) {
            all.removeIf(one -> one.pool.refersTo(null));
        }
        if (all.size() < MOST) {
            all.add(new Builder<>(pool, site, built));
        } else {
            observations.dropped(where, 1);
        }
    }

    /** Something that may be no pool lent what it had: it has threads of its own, perhaps. */
    public final void borrowed(Object source) {
        if (borrowed.get(source) == null && borrowed.put(source, true)) {
            add(source, surroundings.sites().walk(), false);
        }
    }

    /** That pool is for that target. */
    public final void isFor(Object pool, T target) {
        for (Builder<T> one : all) {
            if (one.target == null && one.pool.refersTo(pool)) {
                one.target = target;
            }
        }
    }

    /**
     * Tells of what was seen at {@code origin}: at once, or, on a pool's own thread, on the agent's thread
     * with the place of the pool once that is known, within some seconds.
     */
    public final void place(Origin origin, T target, Function<Origin, Observation> tell) {
        if (origin.site().place() != null || waits.get() >= MOST_WAITING) {
            observations.add(tell.apply(origin));
            return;
        }
        waiting.add(new Waiting<>(origin, target, tell));
        if (waits.incrementAndGet() <= FEW_WAITING) {
            late.later(() -> look(System.currentTimeMillis(), false)); // else with the next tick
        }
    }

    /** Tells what has waited for its pool; agent's thread. */
    public final void look(long now, boolean last) {
        for (Waiting<T> one : waiting) {
            Site site = one.origin.site();
            Site placed = site.place() == null ? of(site, one.target) : site;
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

    /** Where the pool was built that works on that stack for that target; null where that is not certain. */
    public final @Nullable Site of(Site opened, T target) {
        List<Builder<T>> fit = new ArrayList<>();
        boolean built = false;
        for (Builder<T> one : all) {
            if (one.site.place() != null && one.isOn(opened.stack()) && isFor(one, target)) {
                fit.add(one);
                built |= one.built;
            }
        }
        Site found = null;
        for (Builder<T> one : fit) {
            if (one.built || !built) {
                if (found != null && !Objects.equals(found.place(), one.site.place())) {
                    return null;
                }
                found = one.site;
            }
        }
        return found;
    }

    private boolean isFor(Builder<T> one, T target) {
        T own = one.target;
        if (own == null) {
            Object pool = one.pool.get();
            // It may still be set otherwise, so that this is not kept.
            own = pool == null ? null : target(pool);
        }
        return own != null && isSame(own, target);
    }

    /** What a pool says now that it is for, without any of its code run; null where it does not. */
    protected abstract @Nullable T target(Object pool);

    /** Whether two are the same as far as can be told. */
    protected abstract boolean isSame(T one, T other);

    /** How the names begin of what belongs to the classes of a pool. */
    private static List<String> homes(Class<?> type) {
        List<String> homes = new ArrayList<>();
        for (Class<?> one = type;
                one != null
                        && one.getClassLoader() != null
                        && one.getClassLoader() != ClassLoader.getPlatformClassLoader();
                one = one.getSuperclass()) {
            String name = one.getName();
            int first = name.indexOf('.');
            int second = first < 0 ? -1 : name.indexOf('.', first + 1);
            int third = second < 0 ? -1 : name.indexOf('.', second + 1);
            homes.add(third > 0 ? name.substring(0, third + 1) : second > 0 ? name.substring(0, second + 1) : name);
        }
        return homes;
    }
}
