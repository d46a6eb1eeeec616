package dev.seaworthy.sensor;

import dev.seaworthy.observation.Site;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One line from which a target is reached, and how often, as far as is known. Thread-safe. */
public class Spot {

    public final Site site;
    private final AtomicInteger looked = new AtomicInteger();
    private final AtomicLong passed = new AtomicLong();
    private int before;
    private int now;

    public Spot(Site site) {
        this.site = site;
    }

    /** Counts an event that was looked at; how many there were so far. */
    public final int look() {
        return looked.incrementAndGet();
    }

    /** How many events were looked at so far. */
    public final int looks() {
        return looked.get();
    }

    /** Counts events that are not followed one by one. */
    public void pass(long events) {
        passed.addAndGet(events);
    }

    /** Takes back so many at most of what {@link #takePassed} would say; how many. */
    final long unpass(long most) {
        long had = passed.getAndUpdate(now -> now - Math.min(now, most));
        return Math.min(had, most);
    }

    /** Events that were not followed one by one, since this was last asked. */
    public final long takePassed() {
        return passed.get() == 0 ? 0 : passed.getAndSet(0);
    }

    /** A round begins; agent's thread, like what follows. */
    final void round() {
        before = now;
        now = looked.get();
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
