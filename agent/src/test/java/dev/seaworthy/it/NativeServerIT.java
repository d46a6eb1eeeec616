package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.NativeStart;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A server whose port native code opens is one: what it did before is its start. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class NativeServerIT {

    private static final String UNPOOLED = "jdbc/unpooled-connection";

    private static Voyage sail(Jdk jdk, String what) {
        return Voyage.of(jdk, NativeStart.class)
                .with(
                        "h2",
                        "netty-buffer",
                        "netty-common",
                        "netty-resolver",
                        "netty-transport",
                        "netty-transport-classes-epoll",
                        "netty-transport-native-epoll",
                        "netty-transport-native-unix-common")
                .agent("rules=" + UNPOOLED)
                .arguments(what);
    }

    @NewestJdk
    void the_start_of_a_server_with_a_native_transport_is_no_hazard(Jdk jdk) {
        try (Running running = sail(jdk, "serve").stdinOpen().start()) {
            Logbook log = running.await("listens true").finish().ended();

            assertThat(log.observations("jdbc.connection")).isPositive();
            assertThat(log.confirmed(UNPOOLED)).isEmpty();
        }
    }

    @EveryJdk
    void the_same_work_of_a_program_that_never_listens_is_one(Jdk jdk) {
        Logbook log = sail(jdk, "batch").run().ended();

        assertThat(log.confirmed(UNPOOLED)).hasSize(1);
    }
}
