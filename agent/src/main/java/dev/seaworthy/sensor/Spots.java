package dev.seaworthy.sensor;

import dev.seaworthy.observation.Site;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The lines from which one target is reached. What nobody looked at is counted for the target, and goes to its lines
 * about once a second, in proportion to what was seen of each of late; the sum stays exact. Thread-safe; a {@link
 * Spotter} bounds it.
 */
public abstract class Spots<S extends Spot> {

    private final ConcurrentHashMap<Long, S> spots = new ConcurrentHashMap<>();
    private final LongAdder passed = new LongAdder();
    private volatile boolean begun;

    /** A line that is new here. */
    protected abstract S make(Site site);

    /** Whether no event was looked at so far: one is, whatever the budget says. */
    final boolean isNew() {
        if (begun) {
            return false;
        }
        begun = true;
        return true;
    }

    /** Counts events that nobody looked at. */
    final void pass(int events) {
        passed.add(events);
    }

    /** One that was counted is followed after all. */
    public final void unpass() {
        passed.decrement();
    }

    /** @param place what {@link dev.seaworthy.context.Sites#calling} says of the line */
    @Nullable
    final S find(long place) {
        return spots.get(place);
    }

    /** Takes one in; where two threads came at once, the first one's is everybody's. */
    final S add(long place, S made) {
        S other = spots.putIfAbsent(place, made);
        return other == null ? made : other;
    }

    public final Collection<S> all() {
        return spots.values();
    }

    /**
     * Gives what nobody looked at to the lines, by {@link Spot#pass}; agent's thread.
     *
     * @return how many could not be given, since no line is known
     */
    public final long settle() {
        long all = passed.sumThenReset();
        long lately = 0;
        long ever = 0;
        for (S spot : spots.values()) {
            spot.round();
            lately += spot.lately();
            ever += spot.ever();
        }
        if (all <= 0) {
            unpass(-all);
            return 0;
        }
        if (ever == 0) {
            return all;
        }
        double weights = lately > 0 ? lately : ever;
        double weight = 0;
        long given = 0;
        for (S spot : spots.values()) {
            weight += lately > 0 ? spot.lately() : spot.ever();
            // Lines that come while this goes on were not seen in this round, and get nothing.
            long due = weight >= weights ? all : (long) (all * (weight / weights));
            if (due > given) {
                spot.pass(due - given);
                given = due;
            }
        }
        return all - given;
    }

    /** Takes back what lines had got before, or what they get later. */
    private void unpass(long events) {
        long left = events;
        for (S spot : spots.values()) {
            left -= left > 0 ? spot.unpass(left) : 0;
        }
        passed.add(-left);
    }
}
