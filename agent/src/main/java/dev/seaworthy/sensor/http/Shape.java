package dev.seaworthy.sensor.http;

import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.CallSent.Outcome;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Calls that are alike: same target, same client settings, same phase. Looked at in the beginning, then ever more rarely. */
final class Shape {

    /** A program calls one target from few places; these calls find them all. */
    private static final int LOOKED_AT = 32;

    final long key;
    volatile @Nullable CallSent last;
    private final AtomicBoolean refused = new AtomicBoolean();
    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicLong passed = new AtomicLong();

    Shape(long key) {
        this.key = key;
    }

    /** Counts a call and says whether it is to be looked at. */
    boolean isDue() {
        int hit = hits.incrementAndGet();
        if (hit <= LOOKED_AT && hit > 0 || (hit & (hit - 1)) == 0) {
            return true;
        }
        passed.incrementAndGet();
        return false;
    }

    /**
     * Whether a refused call that was not to be looked at is told nevertheless: the first one after calls that were
     * answered, since a server may go away later.
     */
    boolean isNewRefusal() {
        CallSent known = last;
        if (known != null && known.outcome() != Outcome.REFUSED && refused.compareAndSet(false, true)) {
            passed.decrementAndGet();
            return true;
        }
        return false;
    }

    /** The last call that was told. */
    void tell(CallSent seen) {
        last = seen;
        if (seen.outcome() == Outcome.ANSWERED) {
            refused.set(false);
        }
    }

    /** Calls that were not looked at since the last time that this was asked. */
    long takePassed() {
        return passed.get() <= 0 ? 0 : passed.getAndSet(0);
    }
}
