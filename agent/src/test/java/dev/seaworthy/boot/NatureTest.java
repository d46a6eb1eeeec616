package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Unit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NatureTest {

    private final Surroundings surroundings = new Surroundings(key -> null);
    private boolean signs;
    private int asked;
    private final Nature nature = new Nature(surroundings, 0, () -> {
        asked++;
        return signs;
    });

    /** What the JVM of the tests listens on itself is not what is tested. */
    @BeforeEach
    void begin() {
        surroundings.nativePorts().begin();
    }

    @Test
    void a_program_that_listens_is_a_server() {
        surroundings.ports().add(8080);

        assertThat(nature.kind(1, false, false)).isEqualTo(Nature.Kind.SERVER);
    }

    @Test
    void a_program_that_served_a_request_is_a_server() {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true);
        surroundings.units().end();

        assertThat(nature.kind(1, false, true)).isEqualTo(Nature.Kind.SERVER);
    }

    @Test
    void a_program_that_ends_without_listening_is_plain() {
        assertThat(nature.kind(1, false, false)).isEqualTo(Nature.Kind.UNKNOWN);
        assertThat(nature.kind(1, false, true)).isEqualTo(Nature.Kind.PLAIN);
    }

    @Test
    void a_long_program_without_a_server_is_plain_after_a_while() {
        assertThat(nature.kind(15_001, false, false)).isEqualTo(Nature.Kind.PLAIN);
    }

    @Test
    void a_server_may_start_slowly_or_die_before_it_listens() {
        assertThat(nature.kind(60_000, true, false)).isEqualTo(Nature.Kind.UNKNOWN);
        assertThat(nature.kind(60_000, true, true)).isEqualTo(Nature.Kind.SERVER);
    }

    @Test
    void a_program_with_signs_of_a_server_has_time_to_start_but_not_for_long() {
        signs = true;

        assertThat(nature.kind(14_999, false, false)).isEqualTo(Nature.Kind.UNKNOWN);
        assertThat(asked).isZero();
        assertThat(nature.kind(15_001, false, false)).isEqualTo(Nature.Kind.UNKNOWN);
        assertThat(nature.kind(119_000, false, false)).isEqualTo(Nature.Kind.UNKNOWN);
        assertThat(nature.kind(120_001, false, false)).isEqualTo(Nature.Kind.PLAIN);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void signs_of_a_server_prove_nothing_about_a_program_that_ends() {
        signs = true;
        nature.kind(15_001, false, false);

        assertThat(nature.kind(16_000, false, true)).isEqualTo(Nature.Kind.PLAIN);
    }

    /** No hook is woven here, so that each port is as one that native code opened. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_program_whose_native_code_listens_is_a_server() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            assertThat(nature.kind(1_000, false, false)).isEqualTo(Nature.Kind.UNKNOWN);
            assertThat(nature.kind(1_300, false, false)).isEqualTo(Nature.Kind.SERVER);
            assertThat(surroundings.ports().contains(server.getLocalPort())).isTrue();
        }
        assertThat(nature.kind(2_000, false, true)).isEqualTo(Nature.Kind.SERVER);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_port_that_native_code_opened_for_a_moment_makes_no_server() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            assertThat(server.isBound()).isTrue();
            assertThat(nature.kind(1_000, false, false)).isEqualTo(Nature.Kind.UNKNOWN);
        }
        assertThat(nature.kind(1_300, false, false)).isEqualTo(Nature.Kind.UNKNOWN);
        assertThat(nature.kind(15_001, false, false)).isEqualTo(Nature.Kind.PLAIN);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_ports_of_the_agent_and_of_a_debugger_make_no_server() throws IOException {
        try (ServerSocket debugger = new ServerSocket(0)) {
            surroundings.nativePorts().begin();
            try (ServerSocket agents = new ServerSocket(0)) {
                surroundings.ports().addAgents(agents.getLocalPort());
                assertThat(debugger.isBound()).isTrue();
                assertThat(nature.kind(1_000, false, false)).isEqualTo(Nature.Kind.UNKNOWN);
                assertThat(nature.kind(1_300, false, true)).isEqualTo(Nature.Kind.PLAIN);
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_first_connection_to_a_native_port_is_noticed() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            nature.kind(1_000, false, false);
            assertThat(nature.kind(1_300, false, false)).isEqualTo(Nature.Kind.SERVER);
            long before = System.currentTimeMillis();
            assertThat(surroundings.units().early(before, true)).isEqualTo(Phase.STARTUP);

            try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                assertThat(client.isConnected()).isTrue();
                nature.kind(2_500, false, false);
            }
            assertThat(surroundings.units().early(System.currentTimeMillis(), true))
                    .isEqualTo(Phase.JOB);
        }
    }
}
