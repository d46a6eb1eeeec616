package dev.seaworthy.sensor;

import dev.seaworthy.observation.Site;

/** One line from which a target is reached, and how often, as far as is known. Thread-safe. */
public class Spot extends Repeat {

    public final Site site;
    private int before;
    private int now;

    public Spot(Site site) {
        this.site = site;
    }

    /** @param each how many events are reported one by one in the beginning */
    protected Spot(Site site, int each) {
        super(each);
        this.site = site;
    }

    /** A round begins; agent's thread, like what follows. */
    final void round() {
        before = now;
        now = looks();
    }

    /** Events that were looked at between the last two rounds. */
    final int lately() {
        return now - before;
    }

    /** Events that were looked at until the last round. */
    final int ever() {
        return now;
    }
}
