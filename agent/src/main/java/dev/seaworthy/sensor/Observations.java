package dev.seaworthy.sensor;

import dev.seaworthy.context.Drops;
import dev.seaworthy.observation.Observation;

/** Takes what sensors see, from any thread, without blocking; what does not fit is counted and dropped. */
public interface Observations extends Drops {

    /** Hands over one observation to be judged. */
    void add(Observation seen);

    /**
     * Counts things seen without telling each: what {@code seaworthy_observations_total} shows.
     *
     * @param sense name as in {@link dev.seaworthy.observation.Sense}
     */
    void count(String sense, long more);

    @Override
    default void dropped(String where, long more) {
        count(where + ".dropped", more);
    }
}
