package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Phase;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class BoundPortsTest {

    @Test
    void what_this_process_listens_on_is_found() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0)) {
            port = server.getLocalPort();
            assertThat(BoundPorts.find()).containsValue(port);
        }
        assertThat(BoundPorts.find()).doesNotContainValue(port);
    }

    @Test
    void a_program_that_was_running_has_started_and_listens_where_it_listens() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            Surroundings surroundings = new Surroundings(key -> null);
            assertThat(surroundings.units().phase()).isEqualTo(Phase.STARTUP);
            surroundings.joinRunning();
            assertThat(surroundings.units().phase()).isEqualTo(Phase.JOB);
            assertThat(surroundings.ports().contains(server.getLocalPort())).isTrue();
        }
    }
}
