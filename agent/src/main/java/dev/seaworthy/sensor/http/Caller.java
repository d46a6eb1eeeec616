package dev.seaworthy.sensor.http;

import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.CallSent.Outcome;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Spot;
import org.jspecify.annotations.Nullable;

/** A line that makes calls of one shape. They are followed in the beginning, then ever more rarely. Thread-safe. */
final class Caller extends Spot {

    private static final int FOLLOWED = 32;

    final Shape shape;
    /** The last call that was reported. */
    volatile @Nullable CallSent last;

    private final boolean foreign;
    private volatile int refusedAt;

    /** {@code foreign}: whether another agent calls there, which is none of the application's doing. */
    Caller(Shape shape, Site site, boolean foreign) {
        super(site);
        this.shape = shape;
        this.foreign = foreign;
    }

    /** Counts a call that was looked at, and says whether it is to be followed to its end. */
    boolean isDue() {
        int now = look();
        if (foreign) {
            return false;
        }
        if (now > 0 && (now <= FOLLOWED || (now & now - 1) == 0)) {
            return true;
        }
        pass(1);
        return false;
    }

    @Override
    public void pass(long calls) {
        if (!foreign) {
            super.pass(calls);
        }
    }

    /** Whether a refused call is the first one here after calls of its shape were answered. */
    boolean isNewRefusal() {
        int now = shape.answers();
        boolean isNew = now > 0 && now != refusedAt && !foreign;
        refusedAt = now;
        return isNew;
    }

    /** It was reported. */
    void tell(CallSent seen) {
        last = seen;
        if (seen.outcome() == Outcome.ANSWERED) {
            shape.answered();
        }
    }
}
