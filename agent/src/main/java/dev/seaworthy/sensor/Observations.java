package dev.seaworthy.sensor;

import dev.seaworthy.observation.Observation;

/** Takes what sensors see, from any thread, without blocking; what does not fit is counted and dropped. */
public interface Observations {

    /** Hands over one observation to be judged. */
    void add(Observation seen);

    /**
     * Counts things seen without telling each: what {@code seaworthy_observations_total} shows.
     *
     * @param sense name as in {@link dev.seaworthy.observation.Sense}
     */
    void count(String sense, long more);

    /** Counts what was seen and found no room: what {@code seaworthy_dropped_total} shows. */
    default void dropped(String where, long more) {
        count(where + ".dropped", more);
    }
}
