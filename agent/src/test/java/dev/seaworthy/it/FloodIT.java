package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Flood;
import java.time.Duration;
import java.util.Arrays;

/** Ten thousand texts and a thousand connections a second: memory is bounded, what is counted is right. */
class FloodIT {

    private static final int SECONDS = Integer.getInteger("flood.seconds", 8);

    @NewestJdk
    void counts_all_and_keeps_what_has_room(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Flood.class)
                .with("h2")
                .with(ClassPath.HIKARI)
                .jvm("-Xmx64m")
                .limit(Duration.ofSeconds(SECONDS + 90L))
                .arguments(Integer.toString(SECONDS), "1500", "10500")
                .run()
                .ended();

        long[] did = Arrays.stream(log.out().strip().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        assertThat(did).as(log.toString()).hasSize(10);
        assertThat(did[0]).as("texts").isGreaterThanOrEqualTo(10_000);
        assertThat((did[1] + did[2]) * 1_000 / did[7])
                .as("connections a second")
                .isGreaterThanOrEqualTo(1_000);
        assertThat(did[6]).as("errors").isZero();

        assertThat(log.observations("jdbc.connection")).as("opened").isEqualTo(did[1]);
        assertThat(log.observations("jdbc.close")).as("closed").isEqualTo(did[1]);
        assertThat(log.observations("jdbc.borrow")).as("borrowed").isEqualTo(did[2]);
        assertThat(log.observations("jdbc.return")).as("returned").isEqualTo(did[2]);
        assertThat(log.observations("jdbc.statement")).as("statements").isEqualTo(did[3]);
        assertThat(log.observations("jdbc.rows")).as("rows").isEqualTo(did[4]);
        assertThat(log.observations("jdbc.transaction")).as("transactions").isEqualTo(did[5]);
        assertThat(log.warnings()).isEmpty();

        assertThat(did[9]).as("heap at the end").isLessThan(24L << 20);
        assertThat(did[9] - did[8]).as("growth of the heap").isLessThan(4L << 20);
        // What has no room is said: here thousands of texts that are compared with no other, and are counted all the
        // same.
        JsonObject dropped = log.report().getAsJsonObject("coverage").getAsJsonObject("dropped");
        assertThat(dropped.get("jdbc.statement-text").getAsLong()).isBetween(5_000L, did[3]);
        assertThat(dropped.get("observations").getAsLong()).isZero();
        assertThat(dropped.has("jdbc.rows")).as("rows lost").isFalse();
    }
}
