package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Database;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.source.Target;
import org.jspecify.annotations.Nullable;

/**
 * DataSources that name no size and may be pools all the same, put together from parts: a pool is one that opened a
 * connection and lends it again later. One that has another pool's connections, or that is a part of another pool, is
 * not. Thread-safe, bounded; keeps none alive.
 */
final class AssembledPools {

    private static final int MOST = 1_000;

    private final WeakStates<Pool> known;

    AssembledPools(Observations observations) {
        known = new WeakStates<>(MOST, "jdbc.pools", observations);
    }

    @Nullable
    Pool get(Object source) {
        return known.get(source);
    }

    void add(Object source, Pool built) {
        known.put(source, built);
    }

    /**
     * {@code inner} handed {@code outer} a connection.
     *
     * @param isPool whether {@code outer} is a pool of those that name their size
     * @param opened whether the connection was opened for that
     */
    void wraps(Object outer, boolean isPool, Object inner, boolean opened) {
        Pool wrapper = opened ? null : known.get(outer);
        if (wrapper != null) {
            wrapper.wraps = true;
        }
        Pool part = isPool ? known.get(inner) : null;
        if (part != null) {
            part.wraps = true;
        }
    }

    /**
     * What it is a pool for, once it was seen to be one.
     *
     * @param opened null if it lent what it had
     * @param itself whether it handed out the physical connection: what opens them for a pool is called like one
     */
    static @Nullable Database borrowed(Pool built, Object source, @Nullable Target opened, boolean itself) {
        Database first = built.opened;
        if (first == null && opened != null) {
            first = opened.database;
            built.opened = first;
        }
        built.proven |= first != null && opened == null
                || !itself && Openers.isPool(source.getClass().getName());
        return built.proven && !built.wraps ? first : null;
    }
}
