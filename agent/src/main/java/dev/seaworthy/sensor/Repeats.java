package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.observation.Again;
import dev.seaworthy.observation.Observation;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How often each of many things was seen, so that the first few and then the 16th, 32nd, 64th … are told one by one, and
 * of the others, about once a second, how many there were. Thread-safe, bounded: what has no room is told each time.
 */
final class Told {

    private static final int MOST = 4_096;
    /** So many are told one by one: rules want to see something in two or three units of work. */
    private static final long EACH = 8;

    private final Jdbc jdbc;
    private final ConcurrentHashMap<Long, Thing> things = new ConcurrentHashMap<>();

    private static final class Thing {
        final AtomicLong seen = new AtomicLong();
        final AtomicLong told = new AtomicLong();
        volatile @Nullable Observation last;
    }

    Told(Jdbc jdbc) {
        this.jdbc = jdbc;
        jdbc.tolds.add(this);
    }

    /** Sees it once more; whether it is to be {@linkplain #tell told}. */
    boolean take(long key) {
        return take(key, false);
    }

    /** @param always whether it is to be told in any case */
    boolean take(long key, boolean always) {
        Thing thing = things.get(key);
        if (thing == null) {
            if (things.size() >= MOST) {
                return true;
            }
            Thing fresh = new Thing();
            Thing other = things.putIfAbsent(key, fresh);
            thing = other == null ? fresh : other;
        }
        long now = thing.seen.incrementAndGet();
        boolean due = always || now <= EACH || (now & (now - 1)) == 0;
        if (due) {
            thing.told.incrementAndGet();
        }
        return due;
    }

    /** Tells what was taken under that key; on any thread. */
    void tell(long key, Observation seen) {
        Thing thing = things.get(key);
        if (thing != null) {
            thing.last = seen;
        }
        jdbc.observations.add(seen);
    }

    /** Tells how many were not told one by one; agent's thread. */
    void tick(long now) {
        for (Thing thing : things.values()) {
            long seen = thing.seen.get();
            Observation last = thing.last;
            long more = seen - thing.told.get();
            if (more > 0 && last != null) {
                int times = (int) Math.min(Integer.MAX_VALUE, more);
                thing.told.addAndGet(times);
                jdbc.observations.add(new Again(last, times, now));
            }
        }
    }
}
