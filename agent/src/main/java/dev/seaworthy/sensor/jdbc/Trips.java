package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.observation.WorkDone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tells of requests and messages that made many round trips, and how many of the same route did not. */
final class Trips implements Follower {

    private static final int MANY = 30;
    private static final int MOST_ROUTES = 1_000;

    private final Jdbc jdbc;
    /** By route: requests that made few. */
    private final ConcurrentHashMap<String, AtomicInteger> quiet = new ConcurrentHashMap<>();

    Trips(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void executed(Execution execution) {
        Work work = execution.work;
        // Once a unit, and only in those that make many: the line that a person begins to look at.
        if (work != null && work.roundTrips == MANY && work.busy == Site.UNKNOWN) {
            work.busy = execution.site();
        }
    }

    @Override
    public void ended(Work work) {
        if (work.others > 0 && work.isFull()) {
            jdbc.observations.dropped("jdbc.shapes", work.others);
        }
        boolean counts = work.phase() == Phase.REQUEST || work.unit().kind() == Unit.Kind.MESSAGE;
        if (!counts || work.isLate()) {
            return;
        }
        Use main = null;
        int repeated = 0;
        for (int i = 0; i < work.shapes(); i++) {
            Use use = work.use(i);
            main = main == null || use.count > main.count ? use : main;
            repeated += use.distinct && Repetitions.isRepetition(use) ? use.count : 0;
        }
        Tracked on = main == null ? null : main.connection;
        if (main == null || on == null) {
            return;
        }
        AtomicInteger quiet = quiet(work.unit().route());
        // Several threads do not wait one after the other.
        if (work.roundTrips - repeated < MANY || work.shared) {
            if (quiet != null) {
                quiet.incrementAndGet();
            }
            return;
        }
        jdbc.observations.add(new WorkDone(
                new Origin(
                        System.currentTimeMillis(),
                        work.phase(),
                        work.unit(),
                        work.busy,
                        Thread.currentThread().getId()),
                on.target.database,
                work.unit().route(),
                (int) work.roundTrips,
                repeated,
                quiet == null ? 0 : quiet.getAndSet(0),
                work.jdbcNanos,
                System.nanoTime() - work.beganNanos,
                main.fastestNanos));
    }

    private @Nullable AtomicInteger quiet(String route) {
        AtomicInteger known = quiet.get(route);
        if (known == null && quiet.size() < MOST_ROUTES) {
            AtomicInteger fresh = new AtomicInteger();
            AtomicInteger other = quiet.putIfAbsent(route, fresh);
            return other == null ? fresh : other;
        }
        if (known == null) {
            jdbc.observations.dropped("jdbc.routes", 1);
        }
        return known;
    }
}
