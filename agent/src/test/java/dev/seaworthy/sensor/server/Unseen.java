package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.sensor.Observations;

/** What tests of other things leave aside. */
final class Unseen {

    static final Observations OBSERVATIONS = new Observations() {
        @Override
        public void add(Observation seen) {}

        @Override
        public void count(String sense, long more) {}
    };

    private Unseen() {}

    static Queries queries() {
        return new Queries(new Surroundings(key -> null), OBSERVATIONS);
    }
}
