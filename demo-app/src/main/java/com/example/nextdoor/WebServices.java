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

/**
 * The payment provider, the object store, the recommendations and the carrier, by https; the payment provider by http as well, and its
 * receipts with a certificate that is about to end.
 */
final class WebServices implements Closeable {

    private static final long TRACKING_MILLIS = 50;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Certificate certificate;
    private final Certificate ending;
    private final HttpsServer secure;
    private final HttpsServer receipts;
    private final HttpServer plain;

    WebServices(Certificate certificate, Certificate ending) throws IOException {
        this.certificate = certificate;
        this.ending = ending;
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        secure = HttpsServer.create(anyPort, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        receipts = HttpsServer.create(anyPort, 0);
        receipts.setHttpsConfigurator(new HttpsConfigurator(ending.context()));
        plain = HttpServer.create(anyPort, 0);
        for (HttpServer server : new HttpServer[] {secure, receipts, plain}) {
            server.setExecutor(threads);
            server.createContext("/payments", WebServices::payment);
            server.start();
        }
        secure.createContext("/avatars/", exchange -> answer(exchange, 201, ""));
        secure.createContext("/recommendations", exchange -> answer(exchange, 200, "a longer chain"));
        secure.createContext("/recommendations/overloaded", exchange -> answer(exchange, 503, "later, please"));
        secure.createContext("/deliveries", exchange -> answer(exchange, 200, "tomorrow"));
        secure.createContext("/deliveries/tracked", WebServices::track);
    }

    void describe(Properties addresses) {
        String port = ":" + secure.getAddress().getPort();
        addresses.setProperty("payments.url", "https://payments.example.com" + port + "/payments");
        addresses.setProperty("objects.url", "https://objects.example.com" + port + "/avatars/");
        addresses.setProperty("recommendations.url", "https://recommendations.example.com" + port + "/recommendations");
        addresses.setProperty("calendar.url", "https://calendar.carrier.example.com" + port + "/deliveries");
        addresses.setProperty("tracking.url", "https://tracking.carrier.example.com" + port + "/deliveries/tracked");
        addresses.setProperty("carrier.url", "https://carrier.example.com" + port + "/deliveries");
        addresses.setProperty(
                "payments.plain.url",
                "http://payments.example.com:" + plain.getAddress().getPort() + "/payments");
        addresses.setProperty(
                "receipts.url",
                "https://receipts.example.com:" + receipts.getAddress().getPort() + "/payments");
        addresses.setProperty("certificate", certificate.file().toString());
        addresses.setProperty("receipts.certificate", ending.file().toString());
    }

    @Override
    public void close() {
        secure.stop(0);
        receipts.stop(0);
        plain.stop(0);
        threads.shutdownNow();
    }

    private static void payment(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String query = exchange.getRequestURI().getQuery();
        boolean inQuery = query != null && query.startsWith("api_key=");
        if (!inQuery && (authorization == null || authorization.strip().length() <= "Bearer".length())) {
            answer(exchange, 401, "who pays?");
        } else {
            answer(exchange, exchange.getRequestMethod().equals("POST") ? 201 : 200, "paid");
        }
    }

    /** It is not known at once where a delivery is. */
    private static void track(HttpExchange exchange) throws IOException {
        try {
            Thread.sleep(TRACKING_MILLIS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        answer(exchange, 200, "at sea");
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
