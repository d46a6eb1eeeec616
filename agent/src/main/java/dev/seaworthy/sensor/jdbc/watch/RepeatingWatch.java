package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import dev.seaworthy.sensor.jdbc.track.Watch;

/** A watch that reports the first few of a kind one by one, and the others by number. */
abstract class RepeatingWatch implements Watch {

    final Repeats told;

    RepeatingWatch(Observations observations) {
        told = new Repeats(observations);
    }

    @Override
    public void tick(long now, boolean last) {
        told.tick(now);
    }
}
