package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Unit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class RequestSensorTest {

    private static final int JDK_AROUND = 6;

    private final Surroundings surroundings = new Surroundings(key -> null);
    private final RequestSensor sensor = new RequestSensor(surroundings, Unseen.OBSERVATIONS);
    private final BlockingQueue<Unit> seen = new LinkedBlockingQueue<>();

    @Test
    void knows_a_request_that_carries_a_file() throws Exception {
        assertThat(unitOf("image/png").upload()).isTrue();
        assertThat(unitOf("application/json").upload()).isFalse();
        assertThat(unitOf("image/png").route()).contains("/pictures");
    }

    private Unit unitOf(String contentType) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            sensor.enter(JDK_AROUND, exchange, null, null);
            seen.add(surroundings.units().current());
            sensor.exit(JDK_AROUND, null, exchange, null, null);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/pictures");
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Content-Type", contentType)
                    .POST(HttpRequest.BodyPublishers.ofString("picture"))
                    .build();
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            return seen.take();
        } finally {
            server.stop(0);
        }
    }
}
