package dev.seaworthy.sensor.http;

import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Spot;

/** A line that makes calls of one shape. They are followed in the beginning, then ever more rarely. Thread-safe. */
final class Caller extends Spot {

    private static final int FOLLOWED = 32;

    final Shape shape;
    private final boolean foreign;
    private volatile int refusedAt;

    /** {@code foreign}: whether another agent calls there, which is none of the application's doing. */
    Caller(Shape shape, Site site, boolean foreign) {
        super(site, FOLLOWED);
        this.shape = shape;
        this.foreign = foreign;
    }

    /** Counts a call that was looked at, and says whether it is to be followed to its end. */
    boolean isDue() {
        return take(shape.takeNews()) && !foreign;
    }

    /** Whether what happens here is the application's doing. */
    boolean counts() {
        return !foreign;
    }

    /** Whether a refused call is the first one here after calls of its shape were answered. */
    boolean isNewRefusal() {
        int now = shape.answers();
        boolean isNew = now > 0 && now != refusedAt && !foreign;
        refusedAt = now;
        return isNew && take(true);
    }

    void tell(CallSent seen, Observations to) {
        tell((Observation) seen, to);
        if (seen.answer().outcome() == Outcome.ANSWERED) {
            shape.answered();
        }
    }
}
