package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StackTracePrinted;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Spot;
import dev.seaworthy.sensor.Spots;
import dev.seaworthy.sensor.Spotter;
import org.jspecify.annotations.Nullable;

/** Counts the calls of {@code printStackTrace()} by place; the agent's thread reports them. Thread-safe, bounded. */
final class Traces {

    private static final int MOST = 1_024;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Spotter spotter;
    private final Spots<Trace> places = new Spots<>() {
        @Override
        protected Trace make(Site site) {
            return new Trace(site);
        }
    };

    /** One way to one such call. */
    private static final class Trace extends Spot {
        final boolean counts;
        volatile @Nullable Origin last;
        volatile String exception = "";

        Trace(Site site) {
            super(site);
            counts = !PrintPlaces.isLogger(site);
        }
    }

    Traces(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.spotter = new Spotter(surroundings, observations, "log.stack-trace", MOST);
    }

    void printed(String exception) {
        Trace trace = spotter.look(places);
        if (trace != null) {
            trace.exception = exception;
            trace.last = surroundings.at(trace.site);
            trace.look();
        }
    }

    /** Agent's thread. */
    void tell(long now) {
        places.settle();
        for (Trace trace : places.all()) {
            long more = trace.untold();
            Origin origin = trace.last;
            if (more <= 0 || origin == null || !trace.counts) {
                continue;
            }
            if (trace.site.place() == null) {
                observations.unplaced("log.stack-trace", trace.forgo());
            } else if (trace.site.direct()) {
                trace.report(new StackTracePrinted(origin, trace.exception, trace.seen()), observations);
                trace.tick(now, observations);
            }
        }
    }
}
