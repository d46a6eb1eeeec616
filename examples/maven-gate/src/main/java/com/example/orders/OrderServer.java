package com.example.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Takes orders and says what is in stock, which another service knows. */
public final class OrderServer implements AutoCloseable {

    /** Works on the laptop on which the stock service runs as well, and nowhere else. */
    private static final String STOCK = "http://localhost:1";

    private final HttpServer server;

    public OrderServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/orders", OrderServer::order);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void order(HttpExchange exchange) throws IOException {
        byte[] answer = ("stock: " + stock()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String stock() {
        try {
            HttpURLConnection call =
                    (HttpURLConnection) URI.create(STOCK + "/stock").toURL().openConnection();
            call.setConnectTimeout(1_000);
            call.setReadTimeout(1_000);
            return new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreachable) {
            return "unknown";
        }
    }
}
