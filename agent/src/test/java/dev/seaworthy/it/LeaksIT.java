package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonObject;
import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Adrift;
import fixture.jdbc.Aground;
import java.time.Duration;

/** Pools that nobody ever gives a connection back to by a close. */
class LeaksIT {

    @EveryJdk
    void finds_pools_that_only_ever_leak_and_none_that_is_given_back_to_otherwise(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Adrift.class)
                .with("h2", "druid")
                .with(ClassPath.DBCP)
                .with(ClassPath.C3P0)
                .with(ClassPath.HIKARI)
                .agent("rules=jdbc/connection-leak")
                .arguments(
                        "hikari,maximumPoolSize=5,minimumIdle=1",
                        "dbcp2,maxTotal=5",
                        "druid,maxActive=5",
                        "c3p0,maxPoolSize=5,initialPoolSize=1,minPoolSize=1")
                .limit(Duration.ofSeconds(60))
                .run()
                .ended();

        // A pool's first may be lent before its class is woven: nobody waits longer than 250 ms for that, or for what
        // another thread has begun to weave. The report says so.
        JsonObject dropped = log.report().getAsJsonObject("coverage").getAsJsonObject("dropped");
        boolean patient = !dropped.has("late-patience") && !dropped.has("jdbc.first-borrow");

        assertThat(log.out()).contains("done with 21");
        assertThat(log.findings("jdbc/connection-leak"))
                .as(log.toString())
                .extracting(Sighting::target, Sighting::isConfirmed, leak -> held(leak, patient))
                .containsExactlyInAnyOrder(
                        tuple("jdbc:h2:mem:hikari", true, 3),
                        tuple("jdbc:h2:mem:dbcp2", true, 3),
                        tuple("jdbc:h2:mem:druid", true, 3),
                        tuple("jdbc:h2:mem:c3p0", true, 3),
                        tuple("jdbc:h2:mem:unused", true, 3),
                        tuple("jdbc:h2:mem:asked", true, 3));
    }

    /** One driver is known by name, the other's class is found by what it does. */
    @EveryJdk
    void finds_connections_lost_before_any_statement_ran(Jdk jdk) {
        Logbook log = aground(jdk, "lost");

        assertThat(log.findings("jdbc/connection-leak"))
                .as(log.toString())
                .extracting(Sighting::target, Sighting::isConfirmed, Sighting::method)
                .containsExactlyInAnyOrder(
                        tuple("jdbc:h2:mem:aground", true, "lost"), tuple("jdbc:duckdb:", true, "lost"));
    }

    @NewestJdk
    void stays_silent_when_the_way_of_the_error_closes_them(Jdk jdk) {
        Logbook log = aground(jdk, "closed");

        assertThat(log.saw("jdbc.close", 2).findings("jdbc/connection-leak")).isEmpty();
    }

    private static Logbook aground(Jdk jdk, String how) {
        return Voyage.of(jdk, Aground.class)
                .with("h2", "duckdb_jdbc")
                .agent("rules=jdbc/connection-leak")
                .arguments(how, "jdbc:h2:mem:aground", "jdbc:duckdb:")
                .run()
                .ended();
    }

    private static int held(Sighting leak, boolean patient) {
        int held = leak.evidence().get("held").getAsInt();
        return held == 2 && !patient ? 3 : held;
    }
}
