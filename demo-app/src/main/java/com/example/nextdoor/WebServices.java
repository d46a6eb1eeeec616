package com.example.nextdoor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The payment provider, the object store and the recommendations, by https; the payment provider by http as well. */
final class WebServices implements Closeable {

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Certificate certificate;
    private final HttpsServer secure;
    private final HttpServer plain;

    WebServices(Certificate certificate) throws IOException {
        this.certificate = certificate;
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        secure = HttpsServer.create(anyPort, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        plain = HttpServer.create(anyPort, 0);
        for (HttpServer server : new HttpServer[] {secure, plain}) {
            server.setExecutor(threads);
            server.createContext("/payments", WebServices::payment);
            server.start();
        }
        secure.createContext("/avatars/", exchange -> answer(exchange, 201, ""));
        secure.createContext("/recommendations", exchange -> answer(exchange, 200, "a longer chain"));
    }

    void describe(Properties addresses) {
        String port = ":" + secure.getAddress().getPort();
        addresses.setProperty("payments.url", "https://payments.example.com" + port + "/payments");
        addresses.setProperty("objects.url", "https://objects.example.com" + port + "/avatars/");
        addresses.setProperty("recommendations.url", "https://recommendations.example.com" + port + "/recommendations");
        addresses.setProperty(
                "payments.plain.url",
                "http://payments.example.com:" + plain.getAddress().getPort() + "/payments");
        addresses.setProperty("certificate", certificate.file().toString());
    }

    @Override
    public void close() {
        secure.stop(0);
        plain.stop(0);
        threads.shutdownNow();
    }

    private static void payment(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || authorization.strip().length() <= "Bearer".length()) {
            answer(exchange, 401, "who pays?");
        } else {
            answer(exchange, exchange.getRequestMethod().equals("POST") ? 201 : 200, "paid");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
