package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Twins;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.hostile.Handling;
import fixture.jdbc.hostile.Oddities;
import fixture.jdbc.hostile.Virtual;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that do with JDBC what nobody should: with the agent they say what they say without, and all is counted. */
class HostileIT {

    private static long[] tally(Logbook log) {
        String[] lines = log.out().strip().split("\n");
        assertThat(lines[lines.length - 1]).as(log.toString()).startsWith("tally ");
        return Arrays.stream(lines[lines.length - 1].substring(6).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static long errors(Logbook log) {
        JsonObject errors = log.report().getAsJsonObject("coverage").getAsJsonObject("errors");
        return errors.entrySet().stream()
                .mapToLong(entry -> entry.getValue().getAsLong())
                .sum();
    }

    private static Logbook compared(Voyage with, Voyage without) {
        Logbook log = with.agent("log=off").run().ended();
        Twins.compare(log, without.withoutAgent().run());
        return log;
    }

    @EveryJdk
    void counts_connections_however_they_are_handled(Jdk jdk) {
        String[] jars = {"h2", "HikariCP", "slf4j-api"};
        Logbook log = compared(
                Voyage.of(jdk, Handling.class).with(jars),
                Voyage.of(jdk, Handling.class).with(jars));

        long[] did = tally(log);
        assertThat(log.observations("jdbc.connection")).as("opened").isEqualTo(did[0]);
        assertThat(log.observations("jdbc.close")).as("closed").isEqualTo(did[0]);
        assertThat(log.observations("jdbc.borrow")).as("borrowed").isEqualTo(did[1]);
        assertThat(log.observations("jdbc.return")).as("returned").isEqualTo(did[1]);
        assertThat(log.observations("jdbc.statement")).as(log.toString()).isEqualTo(did[2]);
        assertThat(log.observations("jdbc.rows")).as("rows").isEqualTo(did[3]);
        assertThat(log.observations("jdbc.transaction")).as("transactions").isEqualTo(did[4]);
        assertThat(errors(log)).as(log.toString()).isZero();
    }

    /** Fifty failures switch a hook off; the application notices none of it. */
    @EveryJdk
    void faults_of_our_own_harm_nobody(Jdk jdk, @TempDir Path folder) throws IOException {
        String[] jars = {"h2", "HikariCP", "slf4j-api"};
        Logbook without =
                Voyage.of(jdk, Handling.class).with(jars).withoutAgent().run();
        for (String methods : List.of(
                "at|bound|tick", // all of it
                "closing|executed|ended|returned")) { // in the middle of it
            Path broken = Mutant.of(folder).throwing("dev/seaworthy/sensor/jdbc/(\\w+/)?\\w+", methods);
            Logbook quiet = Voyage.of(jdk, Handling.class)
                    .with(jars)
                    .agentJar(broken)
                    .agent("log=off")
                    .run();
            Twins.compare(quiet, without);
            assertThat(errors(quiet)).as(methods).isPositive();
            assertThat(quiet.report().getAsJsonObject("coverage").get("hooks").toString())
                    .as(methods)
                    .contains("switched off after 50 failures");
        }
    }

    /** As many virtual threads as there are requests in a minute, on two carriers; JDK 17 has none. */
    @Test
    void serves_virtual_threads() {
        Jdk jdk = Jdk.of(25);
        String[] jars = {"h2", "HikariCP", "slf4j-api"};
        Logbook log = Voyage.of(jdk, Virtual.class)
                .with(jars)
                .jvm(
                        "-Xmx96m",
                        "-Djdk.virtualThreadScheduler.parallelism=2",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=2")
                .run()
                .ended();

        long[] did = tally(log);
        assertThat(did[1]).as("borrowed").isEqualTo(Virtual.THREADS);
        assertThat(log.observations("jdbc.borrow")).isEqualTo(did[1]);
        assertThat(log.observations("jdbc.return")).isEqualTo(did[1]);
        assertThat(log.observations("jdbc.statement")).isEqualTo(did[2]);
        assertThat(log.observations("jdbc.rows")).isEqualTo(did[3]);
        assertThat(log.observations("jdbc.transaction")).isEqualTo(did[4]);
        assertThat(log.out()).contains("pinned by the agent 0\n");
        assertThat(Integer.parseInt(log.out().replaceAll("(?s).*grown (-?\\d+).*", "$1")))
                .as("megabytes that stay when they are gone")
                .isLessThan(8);
        assertThat(errors(log)).as(log.toString()).isZero();
        assertThat(log.findings("jdbc/connection-leak")).as(log.toString()).isEmpty();
    }

    @NewestJdk
    void bears_drivers_and_sources_of_every_odd_kind(Jdk jdk) {
        Logbook log = compared(
                Voyage.of(jdk, Oddities.class).with("asm"),
                Voyage.of(jdk, Oddities.class).with("asm"));

        long[] did = tally(log);
        // The hidden connection, and what ran before the driver's classes were woven, are not to be heard of.
        assertThat(log.observations("jdbc.connection")).as(log.toString()).isEqualTo(did[0] + 2);
        assertThat(log.observations("jdbc.close")).as(log.toString()).isBetween(did[0], did[0] + 1);
        assertThat(log.observations("jdbc.borrow")).as(log.toString()).isEqualTo(did[1]);
        assertThat(log.observations("jdbc.statement")).as(log.toString()).isBetween(did[2], did[2] + 2);
        assertThat(log.observations("jdbc.rows")).as(log.toString()).isBetween(did[3], did[3] + 6);
        assertThat(errors(log)).as(log.toString()).isZero();
        // Whoever does not answer is given up.
        assertThat(log.report()
                        .getAsJsonObject("coverage")
                        .getAsJsonObject("dropped")
                        .get("question")
                        .getAsLong())
                .isPositive();
    }
}
