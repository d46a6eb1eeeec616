package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.track.Watch;

/** A watch with what it works with at hand; it may report the first few of a kind one by one, and the others by number. */
abstract class ReportingWatch implements Watch {

    final Surroundings surroundings;
    final Units units;
    final Observations observations;
    final Late late;
    final Repeats told;

    ReportingWatch(Workplace workplace) {
        surroundings = workplace.surroundings();
        units = surroundings.units();
        observations = workplace.observations();
        late = workplace.late();
        told = new Repeats(observations);
    }

    @Override
    public void tick(long now, boolean last) {
        told.tick(now);
    }
}
