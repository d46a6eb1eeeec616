package dev.seaworthy.sensor;

import dev.seaworthy.observation.Observation;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * How often each of many things was seen, by keys ({@link Repeat}): in front of the queue that all rules share, so that
 * one noisy line does not fill it. Thread-safe, bounded: beyond {@value #MOST} things each one is reported.
 */
public final class Repeats {

    private static final int MOST = 4_096;
    private static final int MOST_PARKED = 1_024;

    private final Observations observations;
    private final ConcurrentHashMap<Long, Repeat> things = new ConcurrentHashMap<>();
    /** Those whose line is not known to be the application's, until the next tick. */
    private final Queue<Parked> parked = new LinkedBlockingQueue<>(MOST_PARKED);

    private record Parked(long key, String sense, Observation seen) {}

    public Repeats(Observations observations) {
        this.observations = observations;
    }

    /** Sees it once more; whether it is to be {@linkplain #tell reported}. */
    public boolean take(long key) {
        return take(key, false);
    }

    /** @param always whether it is to be reported in any case */
    public boolean take(long key, boolean always) {
        Repeat thing = thing(key);
        return thing == null || thing.take(always);
    }

    /** It was seen so often besides, where nobody looked. */
    public void pass(long key, long times) {
        Repeat thing = times <= 0 ? null : things.get(key);
        if (thing != null) {
            thing.pass(times);
        }
    }

    /** Reports what was taken under that key; on any thread. */
    public void tell(long key, Observation seen) {
        Repeat thing = things.get(key);
        if (thing == null) {
            observations.add(seen);
        } else {
            thing.tell(seen, observations);
        }
    }

    /** The same once its line is known: what has none by the next tick is counted as {@code sense}, and not reported. */
    public void tellPlaced(long key, String sense, Observation seen) {
        if (seen.origin().site().place() != null) {
            tell(key, seen);
        } else if (!parked.offer(new Parked(key, sense, seen))) {
            observations.unplaced(sense, 1);
        }
    }

    /** Reports how many were not reported one by one, and what waited for its line; agent's thread. */
    public void tick(long now) {
        for (Parked next = parked.poll(); next != null; next = parked.poll()) {
            if (next.seen.origin().site().place() != null) {
                tell(next.key, next.seen);
            } else {
                observations.unplaced(next.sense, 1);
            }
        }
        for (Repeat thing : things.values()) {
            thing.tick(now, observations);
        }
    }

    private @Nullable Repeat thing(long key) {
        Repeat known = things.get(key);
        if (known == null && things.size() < MOST) {
            Repeat fresh = new Repeat();
            Repeat other = things.putIfAbsent(key, fresh);
            return other == null ? fresh : other;
        }
        return known;
    }
}
