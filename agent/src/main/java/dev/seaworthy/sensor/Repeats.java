package dev.seaworthy.sensor;

import dev.seaworthy.observation.Again;
import dev.seaworthy.observation.Observation;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How often each of many things was seen, so that the first {@value #EACH} and then the 16th, 32nd, 64th … are reported
 * one by one, and of the others, about once a second, how many there were: in front of the queue that all rules share, so
 * that one noisy line does not fill it. Thread-safe, bounded: beyond {@value #MOST} things each one is reported.
 */
public final class Repeats {

    private static final int MOST = 4_096;
    /** So many are reported one by one: rules want to see something in two or three units of work. */
    private static final long EACH = 8;

    private final Observations observations;
    private final ConcurrentHashMap<Long, Thing> things = new ConcurrentHashMap<>();

    private static final class Thing {
        final AtomicLong seen = new AtomicLong();
        final AtomicLong told = new AtomicLong();
        volatile @Nullable Observation last;
    }

    public Repeats(Observations observations) {
        this.observations = observations;
    }

    /** Sees it once more; whether it is to be {@linkplain #tell reported}. */
    public boolean take(long key) {
        return take(key, false);
    }

    /** @param always whether it is to be reported in any case */
    public boolean take(long key, boolean always) {
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

    /** It was seen so often besides, where nobody looked. */
    public void pass(long key, long times) {
        Thing thing = times <= 0 ? null : things.get(key);
        if (thing != null) {
            thing.seen.addAndGet(times);
        }
    }

    /** Reports what was taken under that key; on any thread. */
    public void tell(long key, Observation seen) {
        Thing thing = things.get(key);
        if (thing != null) {
            thing.last = seen;
        }
        observations.add(seen);
    }

    /** Reports how many were not reported one by one; agent's thread. */
    public void tick(long now) {
        for (Thing thing : things.values()) {
            long seen = thing.seen.get();
            Observation last = thing.last;
            long more = seen - thing.told.get();
            if (more > 0 && last != null) {
                int times = (int) Math.min(Integer.MAX_VALUE, more);
                thing.told.addAndGet(times);
                observations.add(new Again(last, times, now));
            }
        }
    }
}
