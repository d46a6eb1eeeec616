package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.work.HandedOver;
import fixture.work.Jms;
import fixture.work.Kafka;
import fixture.work.QuartzJobs;
import fixture.work.Rabbit;
import fixture.work.Scheduled;
import fixture.work.Timers;

/** Messages, scheduled runs and what is handed to other threads, by the real libraries: each piece of work is one unit. */
class WorkIT {

    private static final String LOOP = "jdbc/n-plus-one";
    private static final String OWN = "jdbc/unpooled-connection";
    private static final String LEAK = "jdbc/connection-leak";
    private static final String[] SPRING = {
        "spring-core", "spring-beans", "spring-jcl", "micrometer-observation-1.14", "micrometer-commons"
    };
    private static final String[] STORE = {"h2", "HikariCP", "slf4j-api"};

    @EveryJdk
    void each_run_of_a_timers_task_is_a_unit(Jdk jdk) {
        Logbook log = program(jdk, Timers.class).run().ended();

        assertPieces(log, 6, 210, "");
    }

    @NewestJdk
    void each_run_of_a_quartz_job_is_a_unit(Jdk jdk) {
        Logbook log = program(jdk, QuartzJobs.class).with("quartz").run().ended();

        assertPieces(log, 6, 210, "nightly.restock");
    }

    @NewestJdk
    void each_jms_message_is_a_unit(Jdk jdk) {
        Logbook log = program(jdk, Jms.class)
                .with("activemq-broker", "activemq-client", "activemq-openwire-legacy", "hawtbuf", "jakarta.jms-api")
                .with("spring-jms", "spring-messaging", "spring-tx", "spring-context")
                .with(SPRING)
                .run()
                .ended();

        assertPieces(log, 18, 12, "orders");
        assertThat(log.confirmed(LOOP))
                .as(log.toString())
                .filteredOn(loop -> String.valueOf(loop.className()).startsWith("fixture.work.Skiff"))
                .allSatisfy(loop ->
                        assertThat(loop.evidence().get("route").getAsString()).isEqualTo("parcels"))
                .extracting(Sighting::method)
                .containsExactlyInAnyOrder("byClass", "byLambda", "take");
    }

    @NewestJdk
    void each_amqp_message_is_a_unit(Jdk jdk) {
        Logbook log = program(jdk, Rabbit.class)
                .with("amqp-client", "spring-rabbit", "spring-amqp", "spring-retry")
                .with("spring-messaging", "spring-tx", "spring-context", "spring-aop", "spring-expression")
                .with(SPRING)
                .run()
                .ended();

        assertPieces(log, 12, 12, "orders");
    }

    @NewestJdk
    void each_kafka_record_is_a_unit_and_what_a_batch_repeats_for_each_is_no_loop(Jdk jdk) {
        Logbook log = program(jdk, Kafka.class)
                .with("kafka-clients", "spring-kafka", "spring-retry")
                .with("spring-messaging", "spring-tx", "spring-context", "spring-aop", "spring-expression")
                .with(SPRING)
                .run()
                .ended();

        assertThat(log.out()).containsPattern("batch of 6\\s+batch of 6");
        assertThat(log.confirmed(LOOP)).hasSize(1);
        assertPieces(log, 12, 12, "orders");
    }

    @EveryJdk
    void each_run_of_a_scheduled_method_is_a_unit_and_an_asynchronous_one_belongs_to_its_request(Jdk jdk) {
        Logbook log = program(jdk, Scheduled.class)
                .with("spring-context", "spring-aop", "spring-expression")
                .with(SPRING)
                .run()
                .ended();

        assertThat(log.out()).doesNotContain("500");
        assertPieces(log, 6, 210, "fixture.work.Scheduled$Nightly.restock");
        assertThat(log.confirmed(LOOP)).hasSize(2).anySatisfy(loop -> {
            assertThat(loop.method()).isEqualTo("read");
            assertThat(loop.count()).isEqualTo(6);
            assertThat(loop.evidence().get("times").getAsInt()).isEqualTo(24);
            assertThat(loop.evidence().get("route").getAsString()).isEqualTo("GET /parents");
        });
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

    /** What the careless half does is found, each piece of work by itself, and nothing of the careful one. */
    private static void assertPieces(Logbook log, int pieces, int rows, String route) {
        assertThat(log.out()).contains("done");
        assertThat(log.confirmed(LOOP)).as(log.toString()).anySatisfy(loop -> {
            assertThat(loop.className()).isEqualTo("fixture.work.Careless");
            assertThat(loop.count()).isEqualTo(pieces);
            assertThat(loop.evidence().get("times").getAsInt()).isEqualTo(rows);
            assertThat(
                            loop.evidence().has("route")
                                    ? loop.evidence().get("route").getAsString()
                                    : "")
                    .isEqualTo(route);
        });
        assertThat(log.confirmed(OWN)).as(log.toString()).singleElement().satisfies(own -> {
            assertThat(own.className()).isEqualTo("fixture.work.Careless");
            assertThat(own.evidence().get("single-use").getAsInt()).isEqualTo(pieces);
        });
        assertThat(log.findings(LEAK))
                .as(log.toString())
                .singleElement()
                .satisfies(leak -> assertThat(leak.method()).isEqualTo("leak"));
        assertThat(log.findings()).noneMatch(one -> "fixture.work.Careful".equals(one.className()));
    }
}
