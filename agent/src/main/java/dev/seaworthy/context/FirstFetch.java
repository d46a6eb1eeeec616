package dev.seaworthy.context;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How many frames a walk fetches at first: as many as would have cost least of late. A frame that is fetched for nothing
 * costs as much as one that is needed, and a second fetch brings twice as many. Thread-safe; counts roughly, takes no lock.
 */
final class FirstFetch {

    /** Until enough is known. */
    static final int USUAL = 16;

    private static final int LEAST = 8;
    private static final int MOST = 64;

    /** No fetch but the first brings more. */
    private static final int MOST_LATER = 32;

    /** What each fetch costs besides its frames, in frames. */
    private static final int FETCH = 6;

    /** So many walks are looked at together. */
    static final int WALKS = 1_024;

    /** Walks by the frames that they needed; those that needed more than {@value #MOST} stand last. */
    private final int[] needed = new int[MOST + 1];

    private int walks;
    private volatile int frames = USUAL;
    private final AtomicReferenceArray<@Nullable StackWalker> walkers = new AtomicReferenceArray<>(MOST + 1);

    /** Frames to fetch at first. */
    int frames() {
        return frames;
    }

    StackWalker walker() {
        int now = frames;
        StackWalker known = walkers.get(now);
        if (known == null) {
            known = Walkers.fetching(now);
            walkers.set(now, known);
        }
        return known;
    }

    /** A walk is over. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // counted roughly, by many threads
    void needed(int count) {
        needed[Math.min(count, MOST)]++;
        if (++walks >= WALKS) {
            walks = 0;
            frames = cheapest();
        }
    }

    /** Halves what was counted, so that it tells of the latest walks. */
    private int cheapest() {
        int best = USUAL;
        long least = cost(best);
        for (int first = LEAST; first < MOST; first++) {
            long cost = cost(first);
            if (cost < least) {
                least = cost;
                best = first;
            }
        }
        for (int i = 0; i <= MOST; i++) {
            needed[i] /= 2;
        }
        return best;
    }

    private long cost(int first) {
        long cost = 0;
        for (int need = 1; need <= MOST; need++) {
            cost += needed[need] == 0 ? 0 : needed[need] * (long) cost(first, need);
        }
        return cost;
    }

    private static int cost(int first, int need) {
        int fetched = first;
        int cost = first + FETCH;
        for (int more = first; fetched < need; ) {
            more = more > MOST_LATER ? more : Math.min(2 * more, MOST_LATER);
            fetched += more;
            cost += more + FETCH;
        }
        return cost;
    }
}
