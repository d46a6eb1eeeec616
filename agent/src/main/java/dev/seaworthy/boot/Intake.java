package dev.seaworthy.boot;

import dev.seaworthy.observation.Again;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Sense;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of many writers and one reader; a writer never waits, what does not fit is dropped and counted. One
 * kind of observation takes three times what is free at most, so that however many there are of it, and of some others,
 * there is room left for the rest.
 */
final class Intake {

    private static final int CAPACITY = 1 << 14;
    private static final int OF_FREE = 3;

    private final AtomicReferenceArray<@Nullable Observation> slots = new AtomicReferenceArray<>(CAPACITY);
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    /** By kind, which are few and fixed. */
    private final ConcurrentHashMap<Class<?>, Share> shares = new ConcurrentHashMap<>();

    /** What one kind has in the queue, and lost. */
    private static final class Share {
        final AtomicInteger waiting = new AtomicInteger();
        final AtomicLong dropped = new AtomicLong();
    }

    void offer(Observation seen) {
        Share share = share(seen);
        if (share.waiting.incrementAndGet() > OF_FREE * (CAPACITY - (written.get() - read.get())) || !put(seen)) {
            share.waiting.decrementAndGet();
            share.dropped.incrementAndGet();
        }
    }

    private boolean put(Observation seen) {
        while (true) {
            long at = written.get();
            if (at - read.get() >= CAPACITY) {
                return false;
            }
            if (written.compareAndSet(at, at + 1)) {
                slots.set((int) (at & (CAPACITY - 1)), seen);
                return true;
            }
        }
    }

    /** The next observation, null where there is none or its writer has not finished. One thread at a time. */
    @Nullable
    Observation poll() {
        long at = read.get();
        int slot = (int) (at & (CAPACITY - 1));
        Observation seen = slots.get(slot);
        if (seen != null) {
            slots.set(slot, null);
            read.set(at + 1);
            share(seen).waiting.decrementAndGet();
        }
        return seen;
    }

    /** Hands over what is there, so many at most; those behind stay for the next time. One thread at a time. */
    void drain(int most, Consumer<Observation> to) {
        for (int taken = 0; taken < most; taken++) {
            Observation next = poll();
            if (next == null) {
                return;
            }
            to.accept(next);
        }
    }

    boolean isEmpty() {
        return written.get() == read.get();
    }

    private Share share(Observation seen) {
        Class<?> kind = seen instanceof Again again ? again.seen().getClass() : seen.getClass();
        Share known = shares.get(kind);
        if (known == null) {
            Share fresh = new Share();
            Share other = shares.putIfAbsent(kind, fresh);
            known = other == null ? fresh : other;
        }
        return known;
    }

    long dropped() {
        long all = 0;
        for (Share share : shares.values()) {
            all += share.dropped.get();
        }
        return all;
    }

    /** How many of each kind were dropped, by the name of its sense; those of which none was are left out. */
    Map<String, Long> droppedBySense() {
        Map<String, Long> dropped = new TreeMap<>();
        shares.forEach((kind, share) -> {
            long lost = share.dropped.get();
            Sense sense = lost == 0 ? null : kind.getAnnotation(Sense.class);
            if (sense != null) {
                dropped.merge(sense.value(), lost, Long::sum);
            }
        });
        return dropped;
    }
}
