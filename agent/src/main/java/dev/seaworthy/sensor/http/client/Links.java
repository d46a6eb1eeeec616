package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.WeakStates;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Which object of a library leads to which other one, as a future leads to the request that it stands for. Keeps neither of
 * them. Thread-safe, bounded.
 */
final class Links {

    static final int MOST = 1 << 13;

    private final WeakStates<WeakReference<Object>> links;

    /** @param name of the limit, as for {@link WeakStates} */
    Links(String name, Drops drops) {
        links = new WeakStates<>(MOST, name, drops);
    }

    void put(@Nullable Object from, @Nullable Object to) {
        if (from != null && to != null) {
            links.put(from, new WeakReference<>(to));
        }
    }

    @Nullable
    Object from(@Nullable Object object) {
        WeakReference<Object> known = object == null ? null : links.get(object);
        return known == null ? null : known.get();
    }
}
