package dev.seaworthy.sensor.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Handshake;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class HandshakesTest {

    private final Handshakes handshakes = Handshakes.RECENT;

    private static void shake(Object socket) {
        Tls.shaken(socket);
    }

    @Test
    void sees_a_handshake_of_the_same_thread_since_then_only() {
        long before = System.nanoTime();
        shake(null);

        assertThat(handshakes.since(before, 0)).isEqualTo(Handshake.SEEN);
        assertThat(handshakes.since(System.nanoTime() + 1, 0)).isEqualTo(Handshake.NONE);
    }

    @Test
    void sees_a_handshake_with_the_same_port_on_a_helper_s_thread() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            long before = System.nanoTime();
            Thread helper = new Thread(() -> shake(socket));
            helper.start();
            helper.join();

            assertThat(handshakes.since(before, server.getLocalPort())).isEqualTo(Handshake.SEEN);
            assertThat(handshakes.since(before, server.getLocalPort() + 1)).isEqualTo(Handshake.NONE);
            assertThat(handshakes.since(before, 0)).isEqualTo(Handshake.NONE);
        }
    }

    @Test
    void does_not_deny_a_handshake_where_too_many_came_to_remember() throws Exception {
        long before = System.nanoTime();
        Thread busy = new Thread(() -> {
            for (int i = 0; i < 1_000; i++) {
                shake(null);
            }
        });
        busy.start();
        busy.join();

        assertThat(handshakes.since(before, 1)).isEqualTo(Handshake.UNKNOWN);
    }
}
