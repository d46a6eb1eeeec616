package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.LinePrinted;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.SecretWritten;
import dev.seaworthy.observation.StackTracePrinted;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Hook;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls the sensor as woven code does; the test's own line is the application's. */
class PrintSensorTest {

    private static final String SECRET = "tR9-vault/Quince";

    private final List<Observation> seen = new ArrayList<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final List<Class<?>> woven = new ArrayList<>();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final PrintSensor sensor = new PrintSensor(
            surroundings,
            new Observations() {
                @Override
                public void add(Observation observation) {
                    seen.add(observation);
                }

                @Override
                public void count(String sense, long more) {
                    counts.merge(sense, more, Long::sum);
                }
            },
            new Late() {
                @Override
                public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {
                    woven.add(type);
                }

                @Override
                public void later(Runnable task) {}
            });

    private void line(Object stream, Object text) {
        sensor.enter(2, stream, text, null);
    }

    private void piece(Object stream, Object text) {
        sensor.enter(1, stream, text, null);
    }

    private void request(Runnable work) {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true);
        work.run();
        surroundings.units().end();
    }

    private LinePrinted told() {
        sensor.tick(1, false);
        assertThat(seen).hasSize(1);
        return (LinePrinted) seen.remove(0);
    }

    /** Puts a stream in front of the JVM's own for as long as the sensor looks. */
    private Class<?> replaceStreams() {
        PrintStream before = System.out;
        PrintStream own = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String text) {}
        };
        System.setOut(own);
        try {
            sensor.tick(1, false);
            sensor.tick(2, false);
        } finally {
            System.setOut(before);
        }
        return own.getClass();
    }

    @Test
    void finds_the_stream_that_somebody_put_in_front_of_the_jvms_own() {
        Class<?> own = replaceStreams();
        sensor.tick(3, false);

        assertThat(woven).containsOnlyOnce(own);
    }

    @Test
    void what_a_stream_in_front_passes_on_counts_once() {
        replaceStreams();
        request(() -> {
            sensor.enter(ReplacedStreams.PRINT_LINE, System.out, "order 1", null);
            sensor.enter(ReplacedStreams.PRINT, System.out, "order 1", null);
            line(System.out, "order 1");
            sensor.exit(ReplacedStreams.PRINT, null, System.out, "order 1", null);
            sensor.thrown(ReplacedStreams.PRINT_LINE, new IllegalStateException(), System.out, "order 1", null);
        });

        assertThat(told().lines()).isEqualTo(1);
        request(() -> line(System.out, "order 2"));
        assertThat(told().lines()).isEqualTo(1);
    }

    @Test
    void counts_lines_and_units_of_a_place() {
        for (int i = 0; i < 3; i++) {
            int order = i;
            request(() -> {
                for (int j = 0; j < 2; j++) {
                    line(System.out, "order " + order + " shipped");
                }
            });
        }
        LinePrinted told = told();
        assertThat(told.lines()).isEqualTo(6);
        assertThat(told.units()).isEqualTo(3);
        assertThat(told.stream()).isEqualTo("System.out");
        assertThat(told.structured()).isFalse();
        assertThat(told.origin().phase()).isEqualTo(Phase.REQUEST);
        assertThat(told.origin().site().place().className()).isEqualTo(PrintSensorTest.class.getName());
        assertThat(told.origin().site().direct()).isTrue();
        sensor.tick(2, true);
        assertThat(seen).isEmpty();
    }

    @Test
    void takes_pieces_for_one_line() {
        request(() -> {
            piece(System.err, "order ");
            piece(System.err, new char[] {'1', '7'});
            sensor.enter(3, System.err, null, null);
            piece(System.err, "whole\n");
        });
        sensor.tick(1, false);
        assertThat(seen)
                .hasSize(2)
                .allSatisfy(place -> assertThat(((LinePrinted) place).lines()).isEqualTo(1));
    }

    @Test
    void ignores_other_streams() {
        PrintStream other = new PrintStream(OutputStream.nullOutputStream());
        request(() -> line(other, "password " + SECRET));
        sensor.tick(1, true);
        assertThat(seen).isEmpty();
    }

    @Test
    void knows_the_first_stream_behind_a_replaced_one() {
        PrintStream first = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            request(() -> line(first, "order shipped"));
        } finally {
            System.setOut(first);
        }
        assertThat(told().stream()).isEqualTo("System.out");
    }

    @Test
    void stays_silent_before_requests_but_counts() {
        line(System.out, "banner");
        sensor.enter(4, new IllegalStateException(), null, null);
        sensor.tick(1, true);
        assertThat(seen).isEmpty();
        assertThat(counts)
                .containsEntry("log.print", 1L)
                .containsEntry("log.stack-trace", 1L)
                .containsEntry("log.secret", 1L);
    }

    @Test
    void stays_silent_about_what_main_says_while_the_service_runs() throws InterruptedException {
        request(() -> {});
        line(System.out, "served one");
        sensor.tick(1, false);
        assertThat(seen).isEmpty();
        Thread background = new Thread(() -> line(System.out, "worked"));
        background.start();
        background.join();
        assertThat(told().origin().phase()).isEqualTo(Phase.JOB);
    }

    @Test
    void tells_json_lines_as_structured() {
        request(() -> line(System.out, "{\"level\":\"INFO\",\"message\":\"served\"}"));
        assertThat(told().structured()).isTrue();
    }

    @Test
    void tells_of_stack_traces() {
        request(() -> sensor.enter(4, new IllegalStateException(), null, null));
        sensor.tick(1, false);
        StackTracePrinted told = (StackTracePrinted) seen.get(0);
        assertThat(told.exception()).isEqualTo("java.lang.IllegalStateException");
        assertThat(told.times()).isEqualTo(1);
    }

    @Test
    void tells_of_secrets_in_every_phase_and_in_pieces() {
        surroundings.secrets().learn("JDBC password", "db", SECRET);
        line(System.out, "connecting with " + SECRET);
        piece(System.out, "again with ");
        piece(System.out, SECRET);
        piece(System.out, "\n");
        piece(System.err, "and cut " + SECRET.substring(0, 7));
        piece(System.err, SECRET.substring(7) + "\n");
        assertThat(seen).hasSize(3).allSatisfy(one -> {
            SecretWritten secret = (SecretWritten) one;
            assertThat(secret.name()).isEqualTo("db");
            assertThat(secret.known()).isTrue();
            assertThat(secret.origin().site().place().method()).isIn("line", "piece");
            assertThat(secret.toString()).doesNotContain(SECRET);
        });
    }

    @Test
    void never_turns_an_object_of_the_application_into_text() {
        Object touchy = new Object() {
            @Override
            public String toString() {
                throw new AssertionError("asked for its text");
            }
        };
        request(() -> line(System.out, touchy));
        sensor.tick(1, true);
        assertThat(seen).isEmpty();
    }
}
