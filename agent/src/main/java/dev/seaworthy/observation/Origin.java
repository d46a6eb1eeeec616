package dev.seaworthy.observation;

/**
 * When, where and in what an observation was made: what every observation carries beside its facts. Immutable but for its
 * phase, which is settled by whoever judges: what a program is becomes known only after its first steps.
 */
public final class Origin {

    private final long millis;
    private final Unit unit;
    private final Site site;
    private final long thread;
    private volatile Phase phase;

    /**
     * @param millis wall clock, epoch milliseconds
     * @param phase what the program was busy with
     * @param unit the unit of work, {@link Unit#NONE} outside of any
     * @param site the place in the code
     * @param thread id of the thread
     */
    public Origin(long millis, Phase phase, Unit unit, Site site, long thread) {
        this.millis = millis;
        this.phase = phase;
        this.unit = unit;
        this.site = site;
        this.thread = thread;
    }

    /** The same at another time (epoch milliseconds): what was opened there was closed then. */
    public Origin at(long otherMillis) {
        return new Origin(otherMillis, phase, unit, site, thread);
    }

    /** The same at another place. */
    public Origin at(Site other) {
        return new Origin(millis, phase, unit, other, thread);
    }

    /** It was made in that phase after all; for the judging thread alone. */
    public void settle(Phase settled) {
        phase = settled;
    }

    public long millis() {
        return millis;
    }

    public Phase phase() {
        return phase;
    }

    public Unit unit() {
        return unit;
    }

    public Site site() {
        return site;
    }

    public long thread() {
        return thread;
    }
}
