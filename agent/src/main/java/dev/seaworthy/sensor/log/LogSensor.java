package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.EventLogged;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Watches Logback's events where they leave for the appenders: at the exit, when an appender has put the message
 * together, so that none of the application's arguments is turned into text by us.
 */
public final class LogSensor extends LazySensor<SecretScan> {

    private static final String LOGBACK = "logback";
    private static final int APPENDED = 1;

    private final Surroundings surroundings;
    private final Observations observations;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong toldAt = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private long counted;

    /** Loads nothing else: it runs before {@code main}. */
    public LogSensor(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    @Override
    public void hooks(HookTable table) {
        table.add(Hook.on(
                        "log.logback",
                        "ch/qos/logback/classic/Logger",
                        "callAppenders",
                        "(Lch/qos/logback/classic/spi/ILoggingEvent;)V",
                        this,
                        APPENDED)
                .give(0)
                .atExit());
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object event, @Nullable Object b, @Nullable Object c) {
        if (event == null) {
            return;
        }
        long so = events.incrementAndGet();
        long second = System.currentTimeMillis() / 1000;
        long before = toldAt.get();
        if (second != before && toldAt.compareAndSet(before, second)) {
            told.incrementAndGet();
            observations.add(new EventLogged(surroundings.at(Site.UNKNOWN), LOGBACK, so));
        }
        String message = LogbackEvent.formatted(event);
        if (message == null) {
            return; // no appender wanted it
        }
        String logger = LogbackEvent.logger(event);
        if (parts().scan(LOGBACK, logger, message)) {
            return;
        }
        String thrown = LogbackEvent.thrownMessages(event);
        if (thrown != null) {
            parts().scan(LOGBACK, logger, thrown);
        }
    }

    @Override
    protected SecretScan make() {
        return new SecretScan(surroundings, observations);
    }

    @Override
    public void tick(long now, boolean last) {
        long untold = events.get() - told.get();
        if (untold > counted) {
            observations.count("log.event", untold - counted);
            counted = untold;
        }
        SecretScan made = made();
        if (made != null) {
            made.tick(now);
        }
    }
}
