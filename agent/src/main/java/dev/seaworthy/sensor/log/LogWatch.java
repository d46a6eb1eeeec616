package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.UnitSlot;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.DetailLogged.Kind;
import dev.seaworthy.observation.EventsTied;
import dev.seaworthy.observation.LogLevel;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.RouteLogged;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ledger of what each unit of work logs, and of what each logger logs, and reports what passes {@link LogLimits}.
 * Thread-safe, bounded; counts on the application's thread, and leaves what can wait to the agent's.
 */
final class LogWatch implements LogListener, UnitSlot.Ended<UnitLog>, RemoteCalls.Hears {

    private static final int MOST_ROUTES = 1_024;

    final ContextWatch contexts;
    final NoProvider noProvider;
    final Outputs outputs;
    private final Surroundings surroundings;
    private final Observations observations;
    private final Units units;
    private final UnitSlot<UnitLog> slot;
    private final Loggers loggers;
    private final Bounded<String, RouteLog> routes;
    private final LostExceptions lost;
    private final Failures failures;
    private final Details details;
    private final DebugInfo debugInfo;
    private long toldTied;

    LogWatch(Surroundings surroundings, Observations observations, Loggers loggers) {
        this.surroundings = surroundings;
        this.observations = observations;
        units = surroundings.units();
        slot = units.slot(this);
        this.loggers = loggers;
        routes = new Bounded<>(MOST_ROUTES, "log.routes", surroundings.drops());
        contexts = new ContextWatch(surroundings, observations);
        noProvider = new NoProvider(surroundings, observations);
        outputs = new Outputs(surroundings, observations);
        lost = new LostExceptions(surroundings, observations);
        failures = new Failures(surroundings, observations);
        debugInfo = new DebugInfo(surroundings, observations);
        details = new Details(surroundings, observations, outputs);
        surroundings.remoteCalls().listen(this);
    }

    @Override
    public void logged(LoggedEvent event) {
        if (!event.isWritten()) {
            return;
        }
        LoggerLog logger = event.owner();
        if (logger == null) {
            return;
        }
        if (logger.library.isEmpty()) {
            logger.library = event.library();
            outputs.seen(event.library(), event.by().source(event));
        }
        LogLevel level = event.level();
        boolean detail = level.compareTo(LogLevel.INFO) < 0;
        if (detail || logger.kind != Kind.STEPS || logger.examined < Details.EXAMINED) {
            details.logged(event, logger);
        }
        OpenUnit unit = units.open();
        if (unit.unit().isVisible()) {
            contexts.logged(unit.unit().id());
        }
        if (!detail) {
            counted(event, level, logger, unit);
        }
    }

    private void counted(LoggedEvent event, LogLevel level, LoggerLog logger, OpenUnit unit) {
        Throwable thrown = event.thrown();
        if (thrown != null || level.compareTo(LogLevel.WARN) >= 0) {
            surroundings.complaints().add(unit);
        }
        UnitLog log = of(unit);
        if (log != null) {
            if (++log.events == LogLimits.EVENTS + 1) {
                log.loudAt = surroundings.sites().here();
            }
            log.warnings += level.compareTo(LogLevel.WARN) >= 0 ? 1 : 0;
            String text = event.text();
            if (text != null) {
                log.measured++;
                log.characters += text.length();
            }
            if (unit.unit().isRequest()) {
                log.ties.add(event, logger);
            }
        }
        if (thrown != null) {
            failures.traced(thrown, unit, log);
            debugInfo.logged(thrown);
            if (log != null) {
                if (lost.isNew(event, thrown, unit, log) && ++log.traces == 2 && log.loudAt == Site.UNKNOWN) {
                    log.loudAt = surroundings.sites().here();
                }
            }
        } else if (level.compareTo(LogLevel.WARN) >= 0) {
            lost.without(event, logger);
        }
    }

    /** The ledger of a unit of work; null outside of any. */
    private @Nullable UnitLog of(OpenUnit unit) {
        UnitLog known = slot.get(unit);
        return known != null || !unit.unit().isVisible() ? known : slot.keep(unit, new UnitLog());
    }

    /** Somebody takes the stack trace of an exception. */
    void traced(Throwable thrown) {
        Class<?> type = thrown.getClass();
        if (type != Throwable.class && type != Exception.class) { // of these is made who only asks where he is
            OpenUnit unit = units.open();
            surroundings.complaints().add(unit);
            failures.traced(thrown, unit, of(unit));
        }
    }

    /** Somebody has read the message of an exception. */
    void read(Throwable thrown) {
        OpenUnit unit = units.open();
        UnitLog log = unit.unit().isRequest() ? of(unit) : null;
        if (log != null) {
            failures.read(thrown, log);
        }
    }

    /** The application sets the status of a response. */
    void answers(@Nullable Object status) {
        OpenUnit unit = FailurePoints.isError(status) ? units.open() : null;
        UnitLog log = unit == null || !unit.unit().isRequest() ? null : of(unit);
        if (log != null) {
            failures.answers(log);
        }
    }

    /** An exception came to whoever makes a response of exceptions. */
    void handled(Throwable thrown) {
        units.open().handled(thrown);
    }

    /** An exception ended a task that was to run again and again, and went into its future. */
    void stopped(Throwable thrown) {
        failures.stopped(units.open(), thrown);
    }

    /** A library prints SQL instead of logging it, if it is set up so. */
    void printed(@Nullable Object by) {
        details.printed(by);
    }

    @Override
    public void levelSet(String library, String logger, @Nullable LogLevel level) {
        details.levelSet(logger, level);
    }

    @Override
    public void begins(Outbound call) {
        OpenUnit unit = units.open();
        UnitLog log = unit.unit().isRequest() ? of(unit) : null;
        if (log != null) {
            log.calls++;
        }
    }

    @Override
    public void ends(Outbound call) {}

    @Override
    public void ended(UnitLog kept) {}

    @Override
    public void ended(OpenUnit unit, @Nullable UnitLog kept) {
        if (unit.hasFailed()) {
            failures.ended(unit, kept);
        }
        if (kept == null || !unit.unit().isRequest() || unit.isLate() || kept.events == 0) {
            return;
        }
        kept.ties.settle();
        RouteLog route = routes.get(unit.unit().route(), any -> new RouteLog());
        if (route != null) {
            route.add(kept, unit.unit());
        }
    }

    @Override
    public void tick(long now, boolean last) {
        failures.tick(now, last);
        lost.tick(loggers.all(), now);
        details.tick(loggers.all(), now);
        contexts.tick();
        debugInfo.tick();
        noProvider.tick(now);
        outputs.tick(loggers.all(), last);
        for (RouteLog route : routes.values()) {
            RouteLogged news = route.news(now);
            if (news != null) {
                observations.add(news);
            }
        }
        tellTied(now);
    }

    private void tellTied(long now) {
        List<String> roots = surroundings.applicationRoots();
        long events = 0;
        long tied = 0;
        long requests = 0;
        for (LoggerLog logger : loggers.all()) {
            if (Details.isOwn(logger.name, roots)) {
                events += logger.inRequests.sum();
                tied += logger.tied.sum();
                requests = Math.max(requests, logger.requests.sum());
            }
        }
        if (events >= LogLimits.TIED_EVENTS && events != toldTied) {
            toldTied = events;
            Origin origin = new Origin(now, Phase.REQUEST, Unit.NONE, Site.UNKNOWN, 0);
            observations.add(new EventsTied(origin, events, tied, (int) Math.min(Integer.MAX_VALUE, requests)));
        }
    }
}
