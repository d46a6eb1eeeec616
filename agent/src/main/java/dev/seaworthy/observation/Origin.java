package dev.seaworthy.observation;

/**
 * When, where and in what an observation was made.
 *
 * @param millis wall clock, epoch milliseconds
 * @param phase what the program was busy with
 * @param unit the unit of work, {@link Unit#NONE} where there is none
 * @param site the place in the code
 * @param thread id of the thread
 */
public record Origin(long millis, Phase phase, Unit unit, Site site, long thread) {

    public Origin in(Phase other) {
        return new Origin(millis, other, unit, site, thread);
    }
}
