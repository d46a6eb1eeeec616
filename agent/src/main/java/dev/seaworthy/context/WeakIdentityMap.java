package dev.seaworthy.context;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What we know of an object of the application, by identity, without keeping it alive and without calling its equals or
 * hashCode. Thread-safe. Bounded: beyond {@code capacity} entries nothing more is remembered.
 *
 * @param <V> what is known; must not refer to the object
 */
public final class WeakIdentityMap<V> {

    private final ConcurrentHashMap<Object, V> map = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    private final int capacity;

    public WeakIdentityMap(int capacity) {
        this.capacity = capacity;
    }

    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object referent, @Nullable ReferenceQueue<Object> queue) {
            super(referent, queue);
            hash = System.identityHashCode(referent);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object mine = get();
            return mine != null
                    && (other instanceof Key key && key.refersTo(mine)
                            || other instanceof Probe probe && probe.sought == mine);
        }
    }

    /** A key for one look-up; cheap enough for the compiler to leave out. */
    private static final class Probe {
        private final Object sought;

        Probe(Object sought) {
            this.sought = sought;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(sought);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.refersTo(sought);
        }
    }

    public @Nullable V get(Object object) {
        return map.isEmpty() ? null : map.get(new Probe(object));
    }

    /** Remembers; false where the map is full. */
    public boolean put(Object object, V value) {
        clean();
        if (map.size() >= capacity && get(object) == null) {
            return false;
        }
        map.put(new Key(object, gone), value);
        return true;
    }

    public @Nullable V remove(Object object) {
        return map.isEmpty() ? null : map.remove(new Probe(object));
    }

    public int size() {
        clean();
        return map.size();
    }

    private void clean() {
        for (Reference<?> dead = gone.poll(); dead != null; dead = gone.poll()) {
            map.remove(dead);
        }
    }
}
