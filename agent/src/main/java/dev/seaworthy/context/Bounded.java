package dev.seaworthy.context;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map with a limit that counts what it has to drop. Thread-safe; a look-up takes no lock. Threads that come at once may
 * pass the limit by as many as they are.
 */
public final class Bounded<K, V> {

    private final ConcurrentHashMap<K, V> map = new ConcurrentHashMap<>();
    private final int most;
    private final String where;
    private final Drops drops;

    /** @param where name of the limit for {@link Drops#dropped} */
    public Bounded(int most, String where, Drops drops) {
        this.most = most;
        this.where = where;
        this.drops = drops;
    }

    public @Nullable V get(K key) {
        return map.get(key);
    }

    /**
     * What is there, else what {@code maker} makes; null if that was dropped.
     *
     * @param maker quick, may run for nothing where two threads come at once
     */
    public @Nullable V get(K key, Function<? super K, ? extends V> maker) {
        V known = map.get(key);
        if (known != null) {
            return known;
        }
        if (map.size() >= most) {
            drops.dropped(where, 1);
            return null;
        }
        V made = maker.apply(key);
        V other = map.putIfAbsent(key, made);
        return other == null ? made : other;
    }

    /** Puts it there instead of what was; false if it was dropped. */
    public boolean put(K key, V value) {
        if (map.size() >= most && !map.containsKey(key)) {
            drops.dropped(where, 1);
            return false;
        }
        map.put(key, value);
        return true;
    }

    public @Nullable V remove(K key) {
        return map.remove(key);
    }

    /** Whether that very value was there. */
    public boolean remove(K key, V value) {
        return map.remove(key, value);
    }

    public boolean isEmpty() {
        return map.isEmpty();
    }

    public int size() {
        return map.size();
    }

    public Collection<V> values() {
        return map.values();
    }

    /** A view for looking through. */
    public Iterable<Map.Entry<K, V>> entries() {
        return map.entrySet();
    }
}
