package dev.seaworthy.sensor;

import dev.seaworthy.context.Surroundings;

/**
 * What each part of a sensor works with.
 *
 * @param surroundings what is known of the process, the unit of work and the place
 * @param observations where to report what is seen
 * @param late who does what can wait, and asks the application's objects
 */
public record Workplace(Surroundings surroundings, Observations observations, Late late) {}
