package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.HeldLocks;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortSensorTest {

    private int hurried;
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final PortSensor sensor = new PortSensor(surroundings, new Late() {
        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

        @Override
        public void later(Runnable task) {}

        @Override
        public void hurry(long patienceMillis) {
            hurried++;
            assertThat(HeldLocks.ofOurs()).as("held while waiting").isEmpty();
        }
    });

    @Test
    void learns_the_ports_of_all_three_kinds_of_server() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocket socket = new ServerSocket(0);
                ServerSocketChannel channel = ServerSocketChannel.open().bind(any);
                AsynchronousServerSocketChannel asynchronous =
                        AsynchronousServerSocketChannel.open().bind(any)) {
            sensor.exit(0, null, socket, null, null);
            sensor.exit(0, null, channel, null, null);
            sensor.exit(0, null, asynchronous, null, null);

            assertThat(hurried)
                    .as("hooks are in place before a request can come")
                    .isPositive();
            assertThat(surroundings.ports().contains(socket.getLocalPort())).isTrue();
            assertThat(surroundings.ports().contains(channel.socket().getLocalPort()))
                    .isTrue();
            assertThat(surroundings.ports().contains(((InetSocketAddress) asynchronous.getLocalAddress()).getPort()))
                    .isTrue();
            await().until(surroundings.ports()::any);
        }
        assertThat(surroundings.ports().any()).isTrue(); // it has listened
    }

    @Test
    void forgets_a_port_that_was_only_probed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            sensor.exit(0, null, socket, null, null);
            port = socket.getLocalPort();
        }

        assertThat(surroundings.ports().contains(port)).isFalse();
        assertThat(surroundings.ports().any()).isFalse();
    }
}
