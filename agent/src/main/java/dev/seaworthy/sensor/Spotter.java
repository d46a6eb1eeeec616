package dev.seaworthy.sensor;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Site;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line from which the calling thread reaches a target, within the budget of {@link Looks}; one for each kind of
 * event. Thread-safe, and bounds the lines of all its targets: one that is dropped is counted.
 */
public final class Spotter {

    private final Surroundings surroundings;
    private final Observations observations;
    private final String where;
    private final int most;
    private final Looks looks = new Looks();
    private final AtomicInteger size = new AtomicInteger();

    /**
     * @param where name of the limit for {@link Observations#dropped}
     * @param most lines of all targets together
     */
    public Spotter(Surroundings surroundings, Observations observations, String where, int most) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.where = where;
        this.most = most;
    }

    /** The line of one more event, which its user counts there; null if it was passed over, and is counted. */
    @Nullable
    public <S extends Spot> S look(Spots<S> target) {
        return look(target, 1);
    }

    /** @param weight for how many events this one stands, of which the others are counted here in any case */
    public <S extends Spot> @Nullable S look(Spots<S> target, int weight) {
        // Walked from here: each frame of ours on the stack makes the walk longer.
        long place = target.isNew() || looks.isDue() ? surroundings.sites().calling(true) : 0;
        S found = place == 0 ? null : find(target, place);
        if (found == null) {
            target.pass(weight);
        } else if (weight > 1) {
            found.pass(weight - 1);
        }
        return found;
    }

    /** The line of an event that was counted already; null if it is not this one's turn. */
    @Nullable
    public <S extends Spot> S again(Spots<S> target, boolean due) {
        return due || looks.isDue() ? find(target, surroundings.sites().calling(true)) : null;
    }

    private <S extends Spot> @Nullable S find(Spots<S> target, long place) {
        S known = target.find(place);
        if (known != null) {
            return known;
        }
        Site site = surroundings.sites().at(place);
        if (site == Site.UNKNOWN || size.get() >= most) {
            observations.dropped(where, 1);
            return null;
        }
        S made = target.make(site);
        S kept = target.add(place, made);
        if (kept == made) {
            size.incrementAndGet();
        }
        return kept;
    }
}
