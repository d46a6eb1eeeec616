package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ErrorAnswered;
import dev.seaworthy.observation.EventLogged;
import dev.seaworthy.observation.LinesUnknown;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.SecretWritten;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Calls the sensor as woven code of {@code java.util.logging} does. */
class LogSensorTest {

    private static final int JAVA = 2 * 8;
    private static final int SAYS = JAVA + 6;
    private static final int TAKES = Aside.TAKES;
    private static final int HANDLES = Aside.HANDLES;
    private static final String SECRET = "tR9-vault/Quince";

    private final List<Observation> seen = new ArrayList<>();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final LogSensor sensor = new LogSensor(surroundings, new Observations() {
        @Override
        public void add(Observation observation) {
            seen.add(observation);
        }

        @Override
        public void count(String sense, long more) {}
    });
    private final Logger logger = Logger.getLogger("com.acme.Orders");

    private void log(LogRecord event, String text) {
        sensor.enter(JAVA, event, logger, null);
        sensor.exit(SAYS, text, event, null, null);
        sensor.exit(JAVA, null, event, logger, null);
    }

    private LogRecord event(Level level, String message) {
        LogRecord made = new LogRecord(level, message);
        made.setLoggerName(logger.getName());
        return made;
    }

    private <T> List<T> told(Class<T> type) {
        sensor.tick(System.currentTimeMillis() + 5_000, true);
        return seen.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void counts_each_event_once_whatever_its_line_and_level() {
        for (int i = 0; i < 5_000; i++) {
            log(event(Level.INFO, "line " + i), "line " + i);
        }
        log(event(Level.WARNING, "line 1"), "line 1");
        log(event(Level.FINE, "not enabled"), "");
        assertThat(told(EventLogged.class))
                .singleElement()
                .satisfies(all -> assertThat(all.events()).isEqualTo(5_001));
    }

    @Test
    void goes_on_counting_lines_that_it_has_let_go() {
        log(event(Level.INFO, "once"), "once");
        told(EventLogged.class);
        told(EventLogged.class);
        log(event(Level.INFO, "twice"), "twice");
        List<EventLogged> all = told(EventLogged.class);
        assertThat(all.get(all.size() - 1).events()).isEqualTo(2);
    }

    @Test
    void flags_a_known_value_in_the_text_that_was_put_together() {
        surroundings.secrets().learn("environment variable", "DB_PASSWORD", SECRET);
        log(event(Level.INFO, "connects with {0}"), "connects with " + SECRET);
        assertThat(told(SecretWritten.class))
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("DB_PASSWORD"));
    }

    @Test
    void says_nothing_of_what_a_filter_may_have_dropped() {
        surroundings.secrets().learn("environment variable", "DB_PASSWORD", SECRET);
        LogRecord event = event(Level.INFO, "connects with " + SECRET);
        logger.setFilter(record -> false);
        try {
            sensor.enter(JAVA, event, logger, null);
            sensor.exit(JAVA, null, event, logger, null);
        } finally {
            logger.setFilter(null);
        }
        assertThat(told(SecretWritten.class)).isEmpty();
        assertThat(told(EventLogged.class)).isEmpty();
    }

    @Test
    void never_takes_the_words_of_an_older_record_for_those_of_an_event() {
        surroundings.secrets().learn("environment variable", "DB_PASSWORD", SECRET);
        LogRecord event = event(Level.SEVERE, "writes what was kept back");
        sensor.enter(JAVA, event, logger, null);
        sensor.exit(SAYS, "connects with " + SECRET, event(Level.INFO, "kept back"), null, null);
        sensor.exit(SAYS, "writes what was kept back", event, null, null);
        sensor.exit(JAVA, null, event, logger, null);
        assertThat(told(SecretWritten.class)).isEmpty();
        assertThat(told(EventLogged.class)).hasSize(1);
    }

    @Test
    void a_repeat_allocates_nothing_searched_or_not() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        LogRecord event = event(Level.INFO, "order was placed");
        for (int i = 0; i < 50_000; i++) {
            log(event, "order was placed");
        }
        for (int repeats : new int[] {500, 20_000}) { // within the budget of a second, and beyond it
            sensor.tick(1, false);
            log(event, "order was placed");
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < repeats; i++) {
                log(event, "order was placed");
            }
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(bytes).as("bytes of " + repeats + " events").isLessThan(repeats);
        }
    }

    private void request(Runnable work) {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true, "GET /orders");
        work.run();
        surroundings.units().open().answered(500);
        surroundings.units().end();
    }

    @Test
    void reports_a_request_that_failed_without_a_trace() {
        sensor.run();
        request(() -> sensor.enter(HANDLES, new IllegalStateException("no boat"), null, null));
        assertThat(told(ErrorAnswered.class))
                .singleElement()
                .satisfies(one -> assertThat(one.exception()).isEqualTo("java.lang.IllegalStateException"));
    }

    @Test
    void takes_the_cause_for_logged_if_what_wraps_it_was() {
        sensor.run();
        IllegalStateException cause = new IllegalStateException("no boat");
        request(() -> sensor.enter(HANDLES, cause, null, null));
        sensor.enter(TAKES, new RuntimeException(cause), null, null);
        assertThat(told(ErrorAnswered.class)).isEmpty();
    }

    @Test
    void nobody_is_to_blame_if_the_client_has_gone() {
        sensor.run();
        request(() -> sensor.enter(HANDLES, new RuntimeException(new IOException("Broken pipe")), null, null));
        assertThat(told(ErrorAnswered.class)).isEmpty();
    }

    @Test
    void reports_a_repeated_task_that_an_exception_ended() {
        surroundings.applicationRoots();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
        try {
            Object repeated = executor.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
            Object once = executor.schedule(() -> {}, 1, TimeUnit.HOURS);
            sensor.enter(HANDLES, new IllegalStateException("no boat"), repeated, null);
            sensor.enter(HANDLES, new IllegalArgumentException("no boat"), once, null);
        } finally {
            executor.shutdownNow();
        }
        assertThat(told(ErrorAnswered.class))
                .singleElement()
                .satisfies(one -> assertThat(one.exception()).isEqualTo("java.lang.IllegalStateException"));
    }

    @Test
    void says_nothing_of_line_numbers_that_are_there() {
        LogRecord event = event(Level.SEVERE, "failed");
        event.setThrown(new IllegalStateException());
        log(event, "failed");
        assertThat(told(LinesUnknown.class)).isEmpty();
    }
}
