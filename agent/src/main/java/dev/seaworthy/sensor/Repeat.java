package dev.seaworthy.sensor;

import dev.seaworthy.observation.Again;
import dev.seaworthy.observation.Observation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How often one thing was seen, and how much of that was reported: the first few and then the 16th, 32nd, 64th … one by
 * one, the others by number with the next {@link #tick}. The sum is exact. Thread-safe; the repeat path allocates nothing.
 */
public class Repeat {

    /** So many are reported one by one: rules want to see something in two or three units of work. */
    private static final int EACH = 8;

    private final int each;
    private final AtomicInteger looked = new AtomicInteger();
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private volatile @Nullable Observation last;

    public Repeat() {
        this(EACH);
    }

    /** @param each how many are reported one by one in the beginning */
    protected Repeat(int each) {
        this.each = each;
    }

    /** Sees it once more; whether it is to be {@linkplain #tell reported}. */
    public final boolean take() {
        return take(false);
    }

    /** @param always whether it is to be reported in any case */
    public final boolean take(boolean always) {
        int now = look();
        boolean due = always || now > 0 && (now <= each || (now & now - 1) == 0);
        if (due) {
            told.incrementAndGet();
        }
        return due;
    }

    /** Sees it once more, and leaves it to the agent's thread whether it is {@linkplain #report reported}; how many so far. */
    public final int look() {
        return looked.incrementAndGet();
    }

    /** How often it was looked at so far. */
    public final int looks() {
        return looked.get();
    }

    /** It was seen so often besides, where nobody looked. */
    public final void pass(long times) {
        passed.addAndGet(times);
    }

    /** Takes back so many at most of what nobody looked at and nobody reported; how many. Agent's thread. */
    final long unpass(long most) {
        long times = Math.max(0, Math.min(untold(), most));
        passed.addAndGet(-times);
        return times;
    }

    /** How often nobody looked so far. */
    public final long passes() {
        return passed.get();
    }

    /** How often it was seen so far, whoever looked. */
    public final long seen() {
        return looked.get() + passed.get();
    }

    /** How often it was seen since it was last reported, by number or one by one. */
    public final long untold() {
        return seen() - told.get();
    }

    /** What was not reported never will be; how often that was. Agent's thread. */
    public final long forgo() {
        long times = untold();
        told.addAndGet(times);
        return times;
    }

    /** Reports what was {@linkplain #take taken}; on any thread. */
    public final void tell(Observation seen, Observations to) {
        last = seen;
        to.add(seen);
    }

    /** Reports one of those that are not reported yet; agent's thread. */
    public final void report(Observation seen, Observations to) {
        told.incrementAndGet();
        tell(seen, to);
    }

    /** Reports how many were not reported one by one, which waits until one was; agent's thread. How many. */
    public final long tick(long now, Observations to) {
        Observation before = last;
        long more = before == null ? 0 : untold();
        if (before == null || more <= 0) {
            return 0;
        }
        int times = (int) Math.min(Integer.MAX_VALUE, more);
        told.addAndGet(times);
        to.add(new Again(before, times, now));
        return times;
    }
}
