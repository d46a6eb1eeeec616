package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.observation.WorkDone;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.UnitLedger;
import dev.seaworthy.sensor.sql.StatementUse;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells of requests and messages that made many round trips, and how many of the same route did not. */
public final class RoundTripWatch extends ReportingWatch {

    private static final int MOST_ROUTES = 1_000;

    /** By route: requests that made few. */
    private final Bounded<String, AtomicInteger> quiet;

    public RoundTripWatch(Workplace workplace) {
        super(workplace);
        this.quiet = new Bounded<>(MOST_ROUTES, "jdbc.routes", observations);
    }

    @Override
    public void executed(Execution execution) {
        UnitLedger work = execution.work;
        // Once a unit, and only in those that make many: the line that a person begins to look at.
        if (work != null && work.roundTrips == Limits.ROUND_TRIPS && work.busy == Site.UNKNOWN) {
            work.busy = execution.site();
        }
    }

    @Override
    public void ended(UnitLedger work) {
        if (work.others > 0 && work.isFull()) {
            observations.dropped("jdbc.shapes", work.others);
        }
        boolean counts = work.phase() == Phase.REQUEST || work.unit().kind() == Unit.Kind.MESSAGE;
        if (!counts || work.isLate()) {
            return;
        }
        StatementUse main = null;
        int repeated = 0;
        for (int i = 0; i < work.shapes(); i++) {
            StatementUse use = work.use(i);
            main = main == null || use.count > main.count ? use : main;
            repeated += use.distinct && RepetitionWatch.isRepetition(use) ? use.count : 0;
        }
        Database on = main == null ? null : main.database;
        if (main == null || on == null) {
            return;
        }
        AtomicInteger quiet = this.quiet.get(work.unit().route(), any -> new AtomicInteger());
        // Several threads do not wait one after the other.
        if (work.roundTrips - repeated < Limits.ROUND_TRIPS || work.shared) {
            if (quiet != null) {
                quiet.incrementAndGet();
            }
            return;
        }
        observations.add(new WorkDone(
                work.origin(work.busy.place() == null && main.third.place() != null ? main.third : work.busy),
                on,
                work.unit().route(),
                (int) work.roundTrips,
                repeated,
                quiet == null ? 0 : quiet.getAndSet(0),
                work.databaseNanos,
                System.nanoTime() - work.beganNanos,
                main.fastestNanos));
    }
}
