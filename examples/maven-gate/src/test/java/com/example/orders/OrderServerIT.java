package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Passes with the hazard and without it: no assertion of a test sees what Seaworthy does. */
class OrderServerIT {

    @Test
    void an_order_is_answered_whatever_the_stock_service_says() throws Exception {
        HttpServer stock = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stock.createContext("/stock", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("12".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        stock.start();
        System.setProperty("stock.url", "http://127.0.0.1:" + stock.getAddress().getPort());
        try (OrderServer orders = new OrderServer()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + orders.port() + "/orders"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
            assertTrue(answer.startsWith("stock: "), answer);
        } finally {
            stock.stop(0);
        }
    }
}
