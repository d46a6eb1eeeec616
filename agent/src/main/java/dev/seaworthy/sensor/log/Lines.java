package dev.seaworthy.sensor.log;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Puts printed pieces together to lines, has each line searched for secrets, and counted where it matters. */
final class Lines {

    private static final int LONGEST_PENDING = 4096;

    private final Surroundings surroundings;
    private final Observations observations;
    private final SecretScan secrets;
    private final PrintPlaces places;
    private final Traces traces;
    private final ThreadLocal<@Nullable Pending> pending = new ThreadLocal<>();
    private final SearchBudget budget = new SearchBudget();
    private final LongAdder seen = new LongAdder();
    private final LongAdder traced = new LongAdder();

    /** A line that its thread has not ended yet: {@code print} and {@code printf} come in pieces. */
    private static final class Pending {
        final StringBuilder text = new StringBuilder();
        boolean told;
    }

    Lines(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        secrets = new SecretScan(surroundings, observations);
        places = new PrintPlaces(surroundings, observations);
        traces = new Traces(surroundings, observations);
    }

    /** A piece of text, or, with {@code ended}, the last piece of a line. */
    void text(String channel, String piece, boolean ended) {
        boolean ends = ended || piece.indexOf('\n') >= 0;
        Pending begun = pending.get();
        if (!ends) {
            if (begun == null) {
                begun = new Pending();
                pending.set(begun);
            }
            begun.told |= scan(channel, piece);
            if (begun.text.length() + piece.length() <= LONGEST_PENDING) {
                begun.text.append(piece);
            }
            return;
        }
        String line = piece;
        boolean told = false;
        if (begun != null && begun.text.length() > 0) {
            told = begun.told;
            line = begun.text.append(piece).toString();
            begun.text.setLength(0);
            begun.told = false;
        }
        seen.increment();
        OpenUnit unit = surroundings.units().open();
        if (!line.isEmpty() && unit.unit().isVisible()) {
            surroundings.complaints().add(unit);
        }
        if (!told) {
            scan(channel, line);
        }
        if (isService()) {
            places.line(channel, line);
        }
    }

    private boolean scan(String channel, String text) {
        int weight = budget.weight();
        return weight > 0 && secrets.scan(channel, "", text, weight);
    }

    /** {@code printStackTrace()} was called. */
    void stackTrace(String exception) {
        traced.increment();
        if (isService()) {
            traces.printed(exception);
        }
    }

    /**
     * Whether the calling thread does a service's work: what tools and starting programs print is meant to be read. Without
     * a unit of work a background thread does, and the main thread does not: it says how the service fares.
     */
    private boolean isService() {
        Unit unit = surroundings.units().current();
        if (unit.isRequest()) {
            return true;
        }
        return (unit.isVisible() || !surroundings.units().isMain())
                && surroundings.units().phase() == Phase.JOB
                && (surroundings.units().hasServed() || surroundings.ports().any());
    }

    /** Agent's thread. */
    void tick(long now) {
        observations.count("log.stack-trace", traced.sumThenReset());
        observations.count("log.print", seen.sumThenReset());
        traces.tell(now);
        places.tell(now);
        secrets.tick(now);
        budget.tick();
    }
}
