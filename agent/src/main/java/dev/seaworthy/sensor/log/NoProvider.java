package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.EventDropped;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Spot;
import dev.seaworthy.sensor.Spots;
import dev.seaworthy.sensor.Spotter;

/** Events that are logged by SLF4J without a provider, which nobody will ever see. Thread-safe, bounded. */
final class NoProvider {

    static final String POINTS = """
            drops? org/slf4j/helpers/NOPLogger info,warn,error -
            """;

    private static final int MOST = 256;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Spotter spotter;
    private final Spots<Spot> lines = new Spots<>() {
        @Override
        protected Spot make(Site site) {
            return new Spot(site);
        }
    };

    NoProvider(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        spotter = new Spotter(surroundings, observations, "log.dropped-event", MOST);
    }

    /** The calling thread logged an event. */
    void dropped() {
        Spot line = spotter.look(lines);
        if (line != null && line.take()) {
            line.tell(new EventDropped(surroundings.at(line.site), "org.slf4j.helpers.NOPLogger"), observations);
        }
    }

    /** Agent's thread. */
    void tick(long now) {
        lines.settle();
        for (Spot line : lines.all()) {
            line.tick(now, observations);
        }
    }
}
