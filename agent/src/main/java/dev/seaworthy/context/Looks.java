package dev.seaworthy.context;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says of each of many events of one kind whether its place in the code is looked at: of all while there are at most
 * {@value #A_SECOND} a second, else of a random sample, so that each place is found in time, whatever it shares with
 * others. Each sensor has its own, so that one kind of event that is frequent hides no place of another. Thread-safe;
 * allocates nothing, reads no clock but {@link Beat}, and beyond the budget writes nothing that threads share.
 */
public final class Looks {

    /** Looks that are made a second without leaving out any; so many are there at the start, too. */
    static final int A_SECOND = 2_000;

    /** About so many to twice as many a second are made beyond that. */
    private static final int SAMPLED_A_SECOND = 64;

    /** Out of so many at most, one is looked at: then a sampled look costs less than a nanosecond for each event. */
    private static final int RAREST = 4_096;

    /** The first guess once the budget is used up. */
    private static final int GUESSED = 1_024;

    private static final long WINDOW_NANOS = 500_000_000;

    private final Beat beat;
    private final AtomicInteger left = new AtomicInteger(A_SECOND);
    private final AtomicInteger sampled = new AtomicInteger();
    private final AtomicLong since;

    /** One event in so many is looked at, a power of two; 1 while the budget lasts. */
    private volatile int oneIn = 1;

    public Looks() {
        this(Beat.NOW);
    }

    Looks(Beat beat) {
        this.beat = beat;
        this.since = new AtomicLong(beat.nanos());
    }

    /** Sees one more event; whether it is to be looked at. */
    public boolean isDue() {
        if (beat.nanos() - since.get() > WINDOW_NANOS) {
            turn();
        }
        int rarity = oneIn;
        if (rarity == 1) {
            if (left.get() > 0 && left.getAndDecrement() > 0) {
                // A look costs a hundred times as much, and time goes on even where the agent's thread does not.
                beat.at(System.nanoTime());
                return true;
            }
            rarity = GUESSED;
            oneIn = rarity;
        }
        if ((ThreadLocalRandom.current().nextInt() & rarity - 1) != 0) {
            return false;
        }
        sampled.incrementAndGet();
        beat.at(System.nanoTime());
        return true;
    }

    /** Begins a new window: with the budget of the time that passed, or with a sample as large as the last one says. */
    private void turn() {
        long then = since.get();
        long now = beat.nanos();
        if (now - then <= WINDOW_NANOS || !since.compareAndSet(then, now)) {
            return;
        }
        double seconds = (now - then) / 1e9;
        int rarity = oneIn;
        double events = sampled.getAndSet(0) * (double) rarity / seconds;
        if (rarity > 1 && events > A_SECOND) {
            int wanted = (int) Math.min(RAREST, events / SAMPLED_A_SECOND);
            oneIn = Integer.highestOneBit(wanted);
        } else {
            left.set((int) Math.min(A_SECOND, Math.max(0, left.get()) + A_SECOND * seconds));
            oneIn = 1;
        }
    }
}
