package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.EventLogged;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The log events of all libraries: each is handed once to everybody who listens. Thread-safe; made with the first event. */
final class LogEvents {

    private final Observations observations;
    private final Surroundings surroundings;
    private final @Nullable LogLibrary[] libraries = new LogLibrary[LogSensor.LIBRARIES];
    private final LongAdder[] events = new LongAdder[LogSensor.LIBRARIES];
    private final long[] told = new long[LogSensor.LIBRARIES];
    private final SearchBudget budget = new SearchBudget();
    private final Loggers loggers;
    private final RepeatedLines lines;
    private final LogListener[] listeners;
    /** What the log says of units of work and loggers; also hears what is no event. */
    final LogWatch watch;

    private volatile int round;

    LogEvents(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        for (int i = 0; i < libraries.length; i++) {
            events[i] = new LongAdder();
        }
        loggers = new Loggers(surroundings.drops());
        lines = new RepeatedLines(surroundings, observations);
        watch = new LogWatch(surroundings, observations, loggers);
        listeners = new LogListener[] {new SecretSearch(surroundings, observations), watch};
    }

    void begin(int by, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        LogLibrary library = library(by);
        LoggedEvent event = Writing.here().begin(library, round, a, b, c);
        if (library.hears() && !event.isSilent()) {
            pick(event, a, b);
        }
    }

    /** Whose it is, and whether its text is searched. */
    private void pick(LoggedEvent event, @Nullable Object a, @Nullable Object b) {
        LoggerLog logger = loggers.of(event, a, b);
        event.belongsTo(logger);
        event.search(budget.weight(event, logger));
    }

    /** What its library needs nowhere before, and only of a logger's first events, is not kept until then. */
    private void pickLate(LoggedEvent event, @Nullable Object b) {
        event.glance();
        pick(event, event.a, b);
        LoggerLog logger = event.owner();
        if (logger == null || logger.library.isEmpty()) {
            event.b = b;
        }
    }

    /**
     * @param atEnd what a point of its own at its end gave
     * @param b the second value, where the point at its end is the one at its beginning
     */
    void end(int by, @Nullable Object atEnd, @Nullable Object b) {
        Writing writing = Writing.here();
        LogLibrary library = library(by);
        LoggedEvent event = writing.top(library);
        if (event == null) {
            return; // its beginning was missed
        }
        try {
            event.atEnd = atEnd;
            if (!event.isSilent()) {
                if (!library.hears()) {
                    pickLate(event, b);
                }
                if (event.reaches() && !lines.logged(event, by)) {
                    events[by].increment();
                }
                writing.silenceOuter(event);
                for (LogListener listener : listeners) {
                    listener.logged(event);
                }
            }
        } finally {
            writing.end(event);
        }
    }

    /** The library is about to put an event into words: into a buffer, behind what is in there. */
    void words(@Nullable Object buffer) {
        LoggedEvent event = going();
        if (event == null) {
            return;
        }
        event.writes = true;
        if (event.wantsText() && buffer instanceof StringBuilder text) {
            event.textFrom(text.length());
        }
    }

    /** It has, or has returned the words. */
    void worded(@Nullable Object result, @Nullable Object buffer) {
        LoggedEvent event = going();
        if (event == null) {
            return;
        }
        event.writes = true;
        if (event.wantsText()) {
            if (result instanceof String text) {
                event.hear(text);
            } else if (buffer instanceof StringBuilder text) {
                event.hear(text);
            }
        }
    }

    /** It has returned the words of a record or message: another one than the event's is one that was kept back until now. */
    void said(@Nullable Object result, @Nullable Object of) {
        LoggedEvent event = going();
        if (event == null) {
            return;
        }
        event.writes = true;
        boolean itsOwn = event.a == of || event.c == of;
        if (itsOwn && event.wantsText() && result instanceof String text) {
            event.hear(text);
        }
    }

    private static @Nullable LoggedEvent going() {
        Writing writing = Writing.known();
        return writing == null ? null : writing.top();
    }

    /** Something writes the event that the calling thread logs. */
    void writes(@Nullable Object written) {
        LoggedEvent event = going();
        if (event != null) {
            event.writes = true;
            event.written = written;
        }
    }

    void levelSet(int by, @Nullable Object logger, @Nullable Object level) {
        LogLibrary library = library(by);
        String name = library.loggerName(logger);
        for (LogListener listener : listeners) {
            listener.levelSet(library.name(), name == null ? "" : name, library.level(level));
        }
    }

    private LogLibrary library(int by) {
        LogLibrary known = libraries[by];
        return known == null ? make(by) : known;
    }

    private synchronized LogLibrary make(int by) {
        LogLibrary known = libraries[by];
        if (known == null) {
            known = LogSensor.describe(by);
            libraries[by] = known;
        }
        return known;
    }

    /** Agent's thread. */
    void tick(long now, boolean last) {
        round++;
        Glance.prepare();
        budget.tick();
        lines.tick(now);
        for (int i = 0; i < events.length; i++) {
            long all = events[i].sum() + lines.events(i);
            if (all > told[i]) {
                observations.add(new EventLogged(
                        surroundings.at(Site.UNKNOWN), library(i).name(), all));
                observations.count("log.event", all - told[i] - 1);
                told[i] = all;
            }
        }
        for (LogListener listener : listeners) {
            listener.tick(now, last);
        }
    }
}
