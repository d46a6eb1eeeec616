package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.observation.Observation;
import dev.seaworthy.sensor.Observations;

/** Takes what sensors see and tells nobody. */
public final class Silent implements Observations {
    @Override
    public void add(Observation seen) {}

    @Override
    public void count(String sense, long more) {}
}
