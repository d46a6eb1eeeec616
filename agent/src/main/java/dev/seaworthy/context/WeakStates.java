package dev.seaworthy.context;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What we know of objects of the application, by identity, without keeping them alive and without calling their equals or
 * hashCode. Thread-safe; {@link #get} takes no lock and allocates nothing. Bounded: what is dropped at the limit is
 * counted.
 *
 * @param <S> what is known of an object; must not refer to it strongly
 */
public final class WeakStates<S> {

    private static final int STRIPES = 16;

    /** How many entries a bucket has on average when all is full. */
    private static final int CHAIN = 4;

    private final int capacity;
    private final String where;
    private final Drops drops;
    private final @Nullable Consumer<S> gone;
    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Object[] locks = new Object[STRIPES];
    /** Null until something is remembered. */
    private volatile @Nullable AtomicReferenceArray<@Nullable Entry<S>> buckets;

    private static final class Entry<S> extends WeakReference<Object> {
        final int hash;
        volatile S state;
        /** Stays when the entry is removed: a reader may stand on it. */
        @Nullable
        Entry<S> next;

        Entry(Object object, int hash, S state, ReferenceQueue<Object> queue) {
            super(object, queue);
            this.hash = hash;
            this.state = state;
        }
    }

    /** @param where name of the limit for {@link Drops#dropped} */
    public WeakStates(int capacity, String where, Drops drops) {
        this(capacity, where, drops, null);
    }

    /**
     * @param gone is given the state of each object that was garbage-collected while it was remembered, by {@link #tick}
     *     only; null if nobody wants to know
     */
    public WeakStates(int capacity, String where, Drops drops, @Nullable Consumer<S> gone) {
        this.capacity = capacity;
        this.where = where;
        this.drops = drops;
        this.gone = gone;
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new Object();
        }
    }

    /** What is known of that object, null if nothing is. */
    public @Nullable S get(Object object) {
        AtomicReferenceArray<@Nullable Entry<S>> all = buckets;
        if (all == null) {
            return null;
        }
        int hash = System.identityHashCode(object);
        Entry<S> found = find(all, object, hash);
        return found == null ? null : found.state;
    }

    /** Remembers, instead of what was known before; false if it was dropped, since the limit was reached. */
    public boolean put(Object object, S state) {
        return add(object, state, true) == state;
    }

    /** Remembers unless something is known already; what is known now, null if it was dropped. */
    public @Nullable S putIfAbsent(Object object, S state) {
        return add(object, state, false);
    }

    private @Nullable S add(Object object, S state, boolean replace) {
        if (gone == null) {
            tick();
        }
        AtomicReferenceArray<@Nullable Entry<S>> all = table();
        int hash = System.identityHashCode(object);
        synchronized (locks[hash & STRIPES - 1]) {
            Entry<S> known = find(all, object, hash);
            if (known != null) {
                if (replace) {
                    known.state = state;
                }
                return known.state;
            }
            if (size.incrementAndGet() <= capacity) {
                Entry<S> entry = new Entry<>(object, hash, state, queue);
                int at = hash & all.length() - 1;
                entry.next = all.get(at);
                all.set(at, entry);
                return state;
            }
            size.decrementAndGet();
        }
        drops.dropped(where, 1);
        return null;
    }

    /** Forgets; what was known, null if nothing was. */
    public @Nullable S remove(Object object) {
        AtomicReferenceArray<@Nullable Entry<S>> all = buckets;
        if (all == null) {
            return null;
        }
        int hash = System.identityHashCode(object);
        synchronized (locks[hash & STRIPES - 1]) {
            Entry<S> known = find(all, object, hash);
            if (known == null) {
                return null;
            }
            unlink(all, known);
            return known.state;
        }
    }

    /** Objects that are remembered, some of which may be gone. */
    public int size() {
        return size.get();
    }

    /** Forgets the objects that are gone, and tells of them; agent's thread if somebody wants to know. */
    public void tick() {
        AtomicReferenceArray<@Nullable Entry<S>> all = buckets;
        if (all == null) {
            return;
        }
        for (Reference<?> lost = queue.poll(); lost != null; lost = queue.poll()) {
            @SuppressWarnings("unchecked") // only entries are registered there
            Entry<S> entry = (Entry<S>) lost;
            boolean first;
            synchronized (locks[entry.hash & STRIPES - 1]) {
                first = unlink(all, entry);
            }
            if (first && gone != null) {
                gone.accept(entry.state);
            }
        }
    }

    private static <S> @Nullable Entry<S> find(AtomicReferenceArray<@Nullable Entry<S>> all, Object object, int hash) {
        Entry<S> one = all.get(hash & all.length() - 1);
        while (one != null && !(one.hash == hash && one.refersTo(object))) {
            one = one.next;
        }
        return one;
    }

    /** Whether it was there; under its lock. */
    private boolean unlink(AtomicReferenceArray<@Nullable Entry<S>> all, Entry<S> entry) {
        int at = entry.hash & all.length() - 1;
        Entry<S> before = null;
        Entry<S> one = all.get(at);
        while (one != null && one != entry) {
            before = one;
            one = one.next;
        }
        if (one == null) {
            return false;
        }
        if (before == null) {
            all.set(at, one.next);
        } else {
            before.next = one.next;
        }
        size.decrementAndGet();
        return true;
    }

    private AtomicReferenceArray<@Nullable Entry<S>> table() {
        AtomicReferenceArray<@Nullable Entry<S>> all = buckets;
        if (all == null) {
            synchronized (this) {
                all = buckets;
                if (all == null) {
                    int least = Math.max(STRIPES, capacity / CHAIN);
                    all = new AtomicReferenceArray<>(Integer.highestOneBit(least) << 1);
                    buckets = all;
                }
            }
        }
        return all;
    }
}
