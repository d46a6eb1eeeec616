package dev.seaworthy.rule;

import dev.seaworthy.observation.Observation;

/**
 * Judges observations of one kind. Runs on the agent's thread, one call at a time, so that a rule needs no locks; does
 * no I/O and has no clock of its own: time comes with the observation. What it remembers is bounded.
 *
 * @param <O> the kind of observation
 */
public interface Rule<O extends Observation> {

    /** Judges one observation. */
    void inspect(O seen, Findings findings);

    /** Judges at JVM exit what is still pending. Called once. */
    default void conclude(Findings findings) {}
}
