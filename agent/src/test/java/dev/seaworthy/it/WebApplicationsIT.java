package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Voyage;
import fixture.webapps.Harbour;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Driver and pool, loaded by several web applications of one Tomcat that serve at the same time. */
class WebApplicationsIT {

    private static final int ROUNDS = 12;
    private static final List<String> ALL = List.of("careless-own", "careful-own", "careless-shared", "careful-shared");
    private static final List<String> LEFT = List.of("careful-own/late", "careful-shared/late");

    @NewestJdk
    void tells_the_applications_apart_and_lets_each_go(Jdk jdk) throws Exception {
        assertThat(sail(voyage(jdk).withoutAgent()).out()).as("without agent").doesNotContain("still held");

        // both applications of a pair are on an embedded database
        Logbook log = sail(voyage(jdk).agent("rules=-jdbc/embedded-database"));

        assertThat(log.out()).doesNotContain("still held").contains("careless-own is gone", "careless-shared is gone");
        assertThat(log.findings())
                .as(log.toString())
                .extracting(seen -> seen.state() + " " + seen.rule() + " " + seen.className() + "." + seen.method()
                        + " " + seen.target())
                .containsExactlyInAnyOrder(
                        "confirmed jdbc/n-plus-one fixture.webapps.Careless.cabins jdbc:h2:mem:own",
                        "confirmed jdbc/n-plus-one fixture.webapps.Careless.cabins jdbc:h2:mem:shared",
                        "confirmed jdbc/unpooled-connection fixture.webapps.Careless.byHand jdbc:h2:mem:own",
                        "confirmed jdbc/unpooled-connection fixture.webapps.Careless.byHand jdbc:h2:mem:shared",
                        "confirmed jdbc/n-plus-one fixture.webapps.Careful.late jdbc:h2:mem:own",
                        "confirmed jdbc/n-plus-one fixture.webapps.Careful.late jdbc:h2:mem:shared");
        assertThat(log.warnings()).isEmpty();
        long borrows = 4 + ROUNDS * (ALL.size() + LEFT.size());
        assertThat(log.observations("jdbc.connection")).isEqualTo(4 * 2 + ROUNDS * 2);
        assertThat(log.observations("jdbc.borrow")).isEqualTo(borrows);
        assertThat(log.observations("jdbc.return")).isEqualTo(borrows);
        assertThat(log.observations("jdbc.statement")).isEqualTo(4 * 4 + ROUNDS * 2 * (14 + 1 + 13));
    }

    private static Voyage voyage(Jdk jdk) {
        return Voyage.of(jdk, Harbour.class)
                .with(ClassPath.TOMCAT_11)
                .arguments(Stream.of("h2", "HikariCP", "slf4j-api")
                        .map(name -> Libraries.jar(name).toString())
                        .toArray(String[]::new))
                .limit(Duration.ofSeconds(120))
                .stdinOpen();
    }

    /** All four at once; two go; the others are asked for something new. */
    private static Logbook sail(Voyage voyage) throws Exception {
        try (Running running = voyage.start()) {
            atOnce(running, ALL);
            for (String gone : List.of("careless-own", "careless-shared")) {
                running.say(gone).awaitOut(gone + " is (gone|still held)");
            }
            atOnce(running, LEFT);
            return running.finish().ended();
        }
    }

    /** One client for each, and in each round all ask together. */
    private static void atOnce(Running running, List<String> paths) throws Exception {
        CyclicBarrier together = new CyclicBarrier(paths.size());
        ExecutorService clients = Executors.newFixedThreadPool(paths.size());
        try {
            List<Future<?>> asked = new ArrayList<>();
            for (String path : paths) {
                URI address = running.url("/" + path);
                asked.add(clients.submit(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        together.await();
                        assertThat(running.get(address).statusCode()).isEqualTo(200);
                    }
                    return null;
                }));
            }
            for (Future<?> one : asked) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }
}
