package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Again;
import dev.seaworthy.observation.EventLogged;
import dev.seaworthy.observation.LinePrinted;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StackTracePrinted;
import dev.seaworthy.observation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final Origin ORIGIN = new Origin(0, Phase.JOB, Unit.NONE, Site.UNKNOWN, 1);

    @Test
    void gives_in_the_order_it_took() {
        Intake intake = new Intake();
        intake.offer(event(1));
        intake.offer(event(2));

        assertThat(intake.poll()).isEqualTo(event(1));
        assertThat(intake.poll()).isEqualTo(event(2));
        assertThat(intake.poll()).isNull();
    }

    @Test
    void loses_nothing_that_is_left_for_the_next_time() {
        Intake intake = new Intake();
        for (int i = 0; i < 5; i++) {
            intake.offer(event(i));
        }
        List<Observation> got = new ArrayList<>();

        intake.drain(2, got::add);
        assertThat(got).containsExactly(event(0), event(1));
        intake.drain(10, got::add);

        assertThat(got).containsExactly(event(0), event(1), event(2), event(3), event(4));
    }

    @Test
    void drops_and_counts_what_does_not_fit_and_takes_again_after_a_poll() {
        Intake intake = new Intake();
        for (int i = 0; i < 20_000; i++) {
            intake.offer(event(i));
        }
        assertThat(intake.dropped()).isEqualTo(20_000 - 12_288);
        assertThat(intake.droppedBySense()).containsExactly(Map.entry("log.event", 20_000 - 12_288L));

        assertThat(intake.poll()).isEqualTo(event(0));
        intake.offer(event(99_999));
        Observation last = null;
        for (Observation next = intake.poll(); next != null; next = intake.poll()) {
            last = next;
        }
        assertThat(last).isEqualTo(event(99_999));
    }

    @Test
    void one_kind_leaves_room_for_the_others() {
        Intake intake = new Intake();
        for (int i = 0; i < 50_000; i++) {
            intake.offer(event(i));
            intake.offer(new Again(trace(i), 2, 0));
        }
        LinePrinted rare = new LinePrinted(ORIGIN, "System.out", 1, 1, false);
        for (int i = 0; i < 1_000; i++) {
            intake.offer(rare);
        }

        assertThat(intake.droppedBySense()).containsOnlyKeys("log.event", "log.stack-trace");
        int got = 0;
        for (Observation next = intake.poll(); next != null; next = intake.poll()) {
            got += next == rare ? 1 : 0;
        }
        assertThat(got).isEqualTo(1_000);
    }

    @Test
    void a_flood_on_many_threads_keeps_nobody_out() throws InterruptedException {
        Intake intake = new Intake();
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> flood = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; !enough.get(); i++) {
                    intake.offer(event(i));
                }
            });
            flood.add(thread);
            thread.start();
        }
        int got = 0;
        for (int i = 0; i < 2_000; i++) {
            intake.offer(trace(i));
            if (i % 100 == 0) {
                int[] traces = {0};
                intake.drain(20_000, next -> traces[0] += next instanceof StackTracePrinted ? 1 : 0);
                got += traces[0];
            }
        }
        enough.set(true);
        for (Thread thread : flood) {
            thread.join();
        }
        for (Observation next = intake.poll(); next != null; next = intake.poll()) {
            got += next instanceof StackTracePrinted ? 1 : 0;
        }
        assertThat(intake.droppedBySense()).doesNotContainKey("log.stack-trace");
        assertThat(got).isEqualTo(2_000);
    }

    @Test
    void loses_nothing_between_many_writers_and_one_reader() throws InterruptedException {
        Intake intake = new Intake();
        int writers = 8;
        int each = 1_000;
        List<Thread> threads = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    intake.offer(event(i));
                }
            });
            threads.add(thread);
            thread.start();
        }
        int got = 0;
        while (got < writers * each) {
            if (intake.poll() != null) {
                got++;
            } else {
                Thread.onSpinWait();
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(intake.poll()).isNull();
        assertThat(intake.dropped()).isZero();
    }

    private static EventLogged event(long count) {
        return new EventLogged(ORIGIN, "logback", count);
    }

    private static StackTracePrinted trace(long times) {
        return new StackTracePrinted(ORIGIN, "java.lang.Error", times);
    }
}
