package dev.seaworthy.sensor.log;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ErrorLogged;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.ThrowableRelogged;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import dev.seaworthy.sensor.Spot;
import dev.seaworthy.sensor.Spotter;
import org.jspecify.annotations.Nullable;

/** Errors and warnings that were logged without their exception, and exceptions that were logged again. Thread-safe. */
final class LostExceptions {

    private static final int MOST_LINES = 1_024;

    /** How many events of one unit of work may log the same exception: a bridge's library may log it for itself, too. */
    private static final int TWICE = 2;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Spotter spotter;
    private final Repeats relogged;

    LostExceptions(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        spotter = new Spotter(surroundings, observations, "log.lost-exception", MOST_LINES);
        relogged = new Repeats(observations);
    }

    /** An event of WARN or above has no throwable of its own. */
    void without(LoggedEvent event, LoggerLog logger) {
        Throwable passed = passed(event.arguments());
        String text = passed != null ? null : event.text();
        String named =
                passed != null ? passed.getClass().getName() : ExceptionName.in(text == null ? event.message() : text);
        if (named == null) {
            return;
        }
        Spot line = spotter.look(logger.lost(passed != null));
        if (line != null && line.take()) {
            line.tell(
                    new ErrorLogged(
                            surroundings.at(line.site),
                            event.library(),
                            logger.name,
                            event.level().name(),
                            named,
                            passed != null),
                    observations);
        }
    }

    private static @Nullable Throwable passed(Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof Throwable thrown) {
                return thrown;
            }
        }
        return null;
    }

    /** An event has one; whether it is the first of its unit of work with that. */
    boolean isNew(LoggedEvent event, Throwable thrown, OpenUnit unit, UnitLog log) {
        int times = log.logged(System.identityHashCode(thrown));
        if (times < TWICE || surroundings.units().phase(unit.unit()) == Phase.STARTUP) {
            return times < TWICE;
        }
        String exception = thrown.getClass().getName();
        long key = event.site() * 31 + exception.hashCode();
        if (relogged.take(key)) {
            relogged.tell(key, new ThrowableRelogged(surroundings.here(), event.logger(), exception, times));
        }
        return false;
    }

    /** Agent's thread. */
    void tick(Iterable<LoggerLog> loggers, long now) {
        for (LoggerLog logger : loggers) {
            tell(logger.lostIfAny(true), now);
            tell(logger.lostIfAny(false), now);
        }
        relogged.tick(now);
    }

    private void tell(LoggerLog.@Nullable Lines lines, long now) {
        if (lines != null) {
            lines.settle();
            for (Spot line : lines.all()) {
                line.tick(now, observations);
            }
        }
    }
}
