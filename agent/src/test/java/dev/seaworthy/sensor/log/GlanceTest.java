package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.seaworthy.observation.LogLevel;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reads events of Logback's own. */
class GlanceTest {

    private static final KeptText WORDS = new KeptText("formattedMessage");

    private final Glance glance = new Glance(WORDS, "getThrowableProxy", "getLevel", "toInt", "getMessage");
    private final Logger logger = new LoggerContext().getLogger("com.acme.Orders");

    private LoggingEvent event(Level level, @Nullable String message, @Nullable Throwable thrown) {
        return new LoggingEvent("fqcn", logger, level, message, thrown, new Object[] {"7"});
    }

    private long prepared(LoggingEvent event) {
        for (int i = 0; i < 500; i++) {
            glance.at(event);
        }
        Glance.prepare();
        return glance.at(event);
    }

    @Test
    void reads_nothing_before_the_agents_thread_has_prepared_it() {
        LoggingEvent event = event(Level.INFO, "order {}", null);
        assertThat(Glance.isKnown(glance.at(event))).isFalse();
        assertThat(Glance.isKnown(prepared(event))).isTrue();
    }

    @Test
    void reads_what_the_events_own_methods_say() {
        LoggingEvent event = event(Level.INFO, "order {}", null);
        long before = prepared(event);
        event.getFormattedMessage();
        long after = glance.at(event);

        assertThat(Glance.isWritten(before)).isFalse();
        assertThat(Glance.isWritten(after)).isTrue();
        assertThat(Glance.isThrown(after)).isFalse();
        assertThat(Glance.message(after)).isEqualTo("order {}".hashCode());
        assertThat(Glance.isThrown(glance.at(event(Level.INFO, "order {}", new IllegalStateException()))))
                .isTrue();
    }

    @Test
    void knows_each_level() {
        Map<Level, LogLevel> levels = Map.of(
                Level.TRACE, LogLevel.TRACE,
                Level.DEBUG, LogLevel.DEBUG,
                Level.INFO, LogLevel.INFO,
                Level.WARN, LogLevel.WARN,
                Level.ERROR, LogLevel.ERROR);
        prepared(event(Level.INFO, "order {}", null));
        levels.forEach((level, known) -> assertThat(Glance.level(glance.at(event(level, "order {}", null))))
                .isEqualTo(known));
    }

    @Test
    void knows_a_negative_hash_and_a_message_that_is_missing() {
        String negative = "order {} of customer";
        assertThat(negative.hashCode()).isNegative();
        long seen = prepared(event(Level.ERROR, negative, null));
        assertThat(Glance.message(seen)).isEqualTo(negative.hashCode());
        assertThat(Glance.level(seen)).isEqualTo(LogLevel.ERROR);
        assertThat(Glance.message(glance.at(event(Level.ERROR, null, null)))).isZero();
    }

    @Test
    void leaves_events_alone_that_keep_no_words_or_throw() {
        for (int i = 0; i < 500; i++) {
            glance.at("no event");
        }
        Glance.prepare();
        assertThat(glance.at("no event")).isEqualTo(Glance.NONE);

        LoggingEvent broken = new LoggingEvent("fqcn", logger, Level.INFO, "order {}", null, new Object[0]) {
            @Override
            public Level getLevel() {
                throw new UnsupportedOperationException();
            }
        };
        assertThat(prepared(broken)).isEqualTo(Glance.NONE);
    }

    @Test
    void allocates_nothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        LoggingEvent event = event(Level.INFO, "order {}", null);
        prepared(event);
        for (int i = 0; i < 50_000; i++) {
            glance.at(event);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            glance.at(event);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }
}
