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
     * @param more 0 or more: these are counters, which never fall
     */
    void count(String sense, long more);

    @Override
    default void dropped(String where, long more) {
        count(where + ".dropped", more);
    }

    /**
     * Counts what was seen where no frame of the application was on the stack, so that no rule can say whose doing it is:
     * what a report's coverage shows, with the advice to set {@code app.packages}.
     *
     * @param sense name as in {@link dev.seaworthy.observation.Sense}
     * @param more 0 or more
     */
    default void unplaced(String sense, long more) {}
}
