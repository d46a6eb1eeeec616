package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Adrift;
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

        assertThat(log.out()).contains("done with 21");
        assertThat(log.findings("jdbc/connection-leak"))
                .as(log.toString())
                .extracting(Sighting::target, Sighting::isConfirmed, LeaksIT::held)
                .containsExactlyInAnyOrder(
                        tuple("jdbc:h2:mem:hikari", true, 3),
                        tuple("jdbc:h2:mem:dbcp2", true, 3),
                        tuple("jdbc:h2:mem:druid", true, 3),
                        tuple("jdbc:h2:mem:c3p0", true, 3),
                        tuple("jdbc:h2:mem:unused", true, 3),
                        tuple("jdbc:h2:mem:asked", true, 3));
    }

    /**
     * How many are held. c3p0's first may be lent before its class is woven: nobody waits for that for more than 250 ms,
     * and a busy machine may take longer.
     */
    private static int held(Sighting leak) {
        int held = leak.evidence().get("held").getAsInt();
        return held == 2 && leak.target().endsWith(":c3p0") ? 3 : held;
    }
}
