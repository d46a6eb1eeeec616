package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Again;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StackTracePrinted;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Spot;
import dev.seaworthy.sensor.Spots;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the calls of {@code printStackTrace()} by place; the agent's thread reports them. Thread-safe, bounded. */
final class Traces {

    private static final int MOST = 1_024;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Looks looks = new Looks();
    private final AtomicInteger size = new AtomicInteger();
    private final Spots<Trace> places = new Spots<>();

    /** One way to one such call. */
    private static final class Trace extends Spot {
        final boolean counts;
        volatile @Nullable Origin last;
        volatile String exception = "";
        private int before;
        private long times;

        Trace(Site site) {
            super(site);
            counts = !PrintPlaces.isLogger(site);
        }

        /** How many more there were; agent's thread. */
        int more() {
            int now = looks();
            long more = takePassed() + (now - before);
            before = now;
            times += more;
            return (int) Math.min(Integer.MAX_VALUE, more);
        }
    }

    Traces(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    void printed(String exception) {
        Trace trace = places.isNew() || looks.isDue() ? trace() : null;
        if (trace == null) {
            places.pass();
            return;
        }
        trace.exception = exception;
        trace.last = surroundings.at(trace.site);
        trace.look();
    }

    private @Nullable Trace trace() {
        Sites sites = surroundings.sites();
        long place = sites.calling(true);
        Trace known = places.find(place);
        if (known != null) {
            return known;
        }
        Site site = sites.at(place);
        if (site == Site.UNKNOWN || size.get() >= MOST) {
            observations.dropped("log.stack-trace", 1);
            return null;
        }
        Trace made = new Trace(site);
        Trace kept = places.add(place, made);
        if (kept == made) {
            size.incrementAndGet();
        }
        return kept;
    }

    /** Agent's thread. */
    void tell(long now) {
        places.settle();
        for (Trace trace : places.all()) {
            int more = trace.more();
            Origin origin = trace.last;
            if (more <= 0 || origin == null || !trace.counts) {
                continue;
            }
            if (trace.site.place() == null) {
                observations.unplaced("log.stack-trace", more);
            } else if (trace.site.direct()) {
                StackTracePrinted seen = new StackTracePrinted(origin, trace.exception, trace.times);
                observations.add(seen);
                if (more > 1) {
                    observations.add(new Again(seen, more - 1, now));
                }
            }
        }
    }
}
