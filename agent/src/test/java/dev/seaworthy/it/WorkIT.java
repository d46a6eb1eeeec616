package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Voyage;
import fixture.work.HandedOver;
import fixture.work.Timers;

/** Messages, scheduled runs and what is handed to other threads, by the real libraries: each piece of work is one unit. */
class WorkIT {

    private static final String LOOP = "jdbc/n-plus-one";
    private static final String OWN = "jdbc/unpooled-connection";
    private static final String LEAK = "jdbc/connection-leak";
    private static final String[] STORE = {"h2", "HikariCP", "slf4j-api"};

    @EveryJdk
    void each_run_of_a_timers_task_is_a_unit(Jdk jdk) {
        Logbook log = program(jdk, Timers.class).run().ended();

        assertCareless(log, 210, "");
    }

    @EveryJdk
    void work_that_a_request_hands_to_another_thread_belongs_to_it(Jdk jdk) {
        Logbook log = program(jdk, HandedOver.class)
                .jvm("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2")
                .run()
                .ended();

        assertThat(log.out()).doesNotContain("500");
        int ways = jdk.major() >= 21 ? 8 : 5;
        assertThat(log.out().lines().filter(line -> !line.startsWith("worker ")))
                .hasSize(ways * 3);
        // The worker that a request happened to start works for whoever asks it: what it does belongs to no request.
        assertThat(log.confirmed(LOOP)).as(log.toString()).singleElement().satisfies(loop -> {
            assertThat(loop.method()).isEqualTo("children");
            assertThat(loop.count()).isEqualTo(ways * 3L);
            assertThat(loop.evidence().get("times").getAsInt()).isEqualTo(12);
            assertThat(loop.evidence().get("rows-before").getAsInt()).isEqualTo(12);
        });
    }

    private static Voyage program(Jdk jdk, Class<?> program) {
        return Voyage.of(jdk, program).with(STORE).agent("rules=" + LOOP + "," + OWN + "," + LEAK);
    }

    /** What the careless half does is found, unit by unit, and nothing else. */
    private static void assertCareless(Logbook log, int rows, String route) {
        assertThat(log.out()).contains("done");
        assertThat(log.confirmed(LOOP)).as(log.toString()).singleElement().satisfies(loop -> {
            assertThat(loop.className()).isEqualTo("fixture.work.Careless");
            assertThat(loop.evidence().get("times").getAsInt()).isEqualTo(rows);
            assertThat(
                            loop.evidence().has("route")
                                    ? loop.evidence().get("route").getAsString()
                                    : "")
                    .isEqualTo(route);
        });
        assertThat(log.confirmed(OWN))
                .as(log.toString())
                .singleElement()
                .satisfies(own -> assertThat(own.className()).isEqualTo("fixture.work.Careless"));
        assertThat(log.confirmed(LEAK))
                .as(log.toString())
                .singleElement()
                .satisfies(leak -> assertThat(leak.method()).isEqualTo("leak"));
    }
}
