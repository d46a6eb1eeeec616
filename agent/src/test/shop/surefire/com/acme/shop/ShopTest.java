package com.acme.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the shop as a client of its server, which runs in the same JVM. */
class ShopTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static Shop shop;
    private static int port;

    @BeforeAll
    static void opens() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        shop = Shop.open(port);
    }

    @AfterAll
    static void closes() throws Exception {
        shop.close();
    }

    @Test
    void gives_receipts() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertEquals(200, status(request("/orders?customer=customer-" + i).GET()));
        }
    }

    @Test
    void takes_pictures() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    200,
                    status(request("/pictures")
                            .header("Content-Type", "image/png")
                            .POST(HttpRequest.BodyPublishers.ofString("picture " + i))));
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
