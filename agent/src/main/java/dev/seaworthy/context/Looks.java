package dev.seaworthy.context;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says of each of many events of one kind whether its place in the code is looked at: of all while the process makes at
 * most {@value #A_SECOND} looks a second, else of a random sample, so that each place is found in time, whatever it shares
 * with others. Each sensor has its own, with {@value #OWN_A_SECOND} looks a second that nobody else can use up, so that one
 * kind of event that is frequent hides no place of another. Thread-safe; allocates nothing, reads no clock but
 * {@link Beat}, and beyond the budget writes nothing that threads share.
 */
public final class Looks {

    /** Looks that all kinds together make a second without leaving out any; so many are there at the start, too. */
    static final int A_SECOND = 2_000;

    /** Looks of one kind besides these. */
    static final int OWN_A_SECOND = 250;

    /** About so many to twice as many a second are made of one kind beyond that. */
    private static final int SAMPLED_A_SECOND = 64;

    /** Out of so many at most, one is looked at: then a sampled look costs less than a nanosecond for each event. */
    private static final int RAREST = 4_096;

    /** So many samples in one window show that events have become more frequent. */
    private static final int MOST_SAMPLED = 128;

    private static final long WINDOW_NANOS = 500_000_000;

    private static final Budget SHARED = new Budget(Beat.NOW, A_SECOND);

    private final Beat beat;
    private final Budget own;
    private final Budget shared;
    /** Events of this window, of which those that were looked at are a sample. */
    private final AtomicLong events = new AtomicLong();

    private final AtomicInteger sampled = new AtomicInteger();
    private final AtomicLong since;

    /** Of so many events one is looked at where the budget is used up: what the last window had. A power of two. */
    private volatile int rarity = 2;

    /** The same as it is now; 1 while the budget lasts. */
    private volatile int oneIn = 1;

    public Looks() {
        this(Beat.NOW, SHARED);
    }

    /** One that shares with nobody. */
    Looks(Beat beat) {
        this(beat, new Budget(beat, A_SECOND));
    }

    Looks(Beat beat, Budget shared) {
        this.beat = beat;
        this.shared = shared;
        this.own = new Budget(beat, OWN_A_SECOND);
        this.since = new AtomicLong(beat.nanos());
    }

    /** So many a second, and as many at the start; what is left of one second serves no later one. */
    static final class Budget {
        private final Beat beat;
        private final int aSecond;
        private final AtomicInteger left;
        private final AtomicLong since;

        Budget(Beat beat, int aSecond) {
            this.beat = beat;
            this.aSecond = aSecond;
            this.left = new AtomicInteger(aSecond);
            this.since = new AtomicLong(beat.nanos());
        }

        boolean take() {
            long then = since.get();
            long passed = beat.nanos() - then;
            if (passed > WINDOW_NANOS && since.compareAndSet(then, then + passed)) {
                left.set((int) Math.min(aSecond, Math.max(0, left.get()) + aSecond * (passed / 1e9)));
            }
            return left.get() > 0 && left.getAndDecrement() > 0;
        }
    }

    /** Sees one more event; whether it is to be looked at. */
    public boolean isDue() {
        if (beat.nanos() - since.get() > WINDOW_NANOS) {
            turn();
        }
        int one = oneIn;
        if (one == 1) {
            if (own.take() || shared.take()) {
                return look(1);
            }
            one = rarity;
            oneIn = one;
        }
        if ((ThreadLocalRandom.current().nextInt() & one - 1) != 0) {
            return false;
        }
        if (sampled.incrementAndGet() % MOST_SAMPLED == 0) {
            oneIn = Math.min(RAREST, 2 * one);
        }
        return look(one);
    }

    private boolean look(int one) {
        events.addAndGet(one);
        // A look costs a hundred times as much, and time goes on even where the agent's thread does not.
        beat.at(System.nanoTime());
        return true;
    }

    /** Begins a new window: with what the budget gives, or with a sample as large as the last one says. */
    private void turn() {
        long then = since.get();
        long now = beat.nanos();
        if (now - then <= WINDOW_NANOS || !since.compareAndSet(then, now)) {
            return;
        }
        sampled.set(0);
        double aSecond = events.getAndSet(0) * 1e9 / (now - then);
        rarity = Integer.highestOneBit((int) Math.min(RAREST, Math.max(2, aSecond / SAMPLED_A_SECOND)));
        oneIn = aSecond > A_SECOND ? rarity : 1;
    }
}
