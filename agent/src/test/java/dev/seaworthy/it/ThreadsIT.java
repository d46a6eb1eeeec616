package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Berths;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** How many threads real servers may have, as {@code jdbc/nested-connection} judges it. */
class ThreadsIT {

    @NewestJdk
    void reckons_with_the_threads_that_a_server_may_have(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Berths.class)
                .with("h2", "tomcat-embed-core", "tomcat-annotations-api")
                .with(ClassPath.UNDERTOW)
                .with(ClassPath.JETTY)
                .with(ClassPath.HIKARI)
                .agent("rules=jdbc/nested-connection")
                .limit(Duration.ofSeconds(90))
                .run()
                .ended();

        assertThat(log.out()).contains("done");
        Map<String, String> found = new TreeMap<>();
        for (Sighting one : log.findings("jdbc/nested-connection")) {
            found.put(
                    String.valueOf(one.target()).replace("jdbc:h2:mem:", ""),
                    (one.isConfirmed() ? "" : "suspected ") + one.severity() + " "
                            + one.evidence().get("threads").getAsString() + " by "
                            + one.evidence().get("threads-known-by").getAsString());
        }
        Map<String, String> expected = new TreeMap<>(Map.of(
                "tomcat", "high 200 by server",
                "jetty", "high 38 by server",
                "undertow", "high 25 by server",
                "jdk", "high 30 by server",
                "cached-threads", "high unlimited by server",
                "handed-over", "high 12 by executor"));
        if (jdk.major() >= 21) {
            expected.put("virtual-threads", "high unlimited by server");
        }
        assertThat(found).isEqualTo(expected);
    }
}
