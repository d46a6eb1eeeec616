package dev.seaworthy.harness;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Visits the shop until every hazard in it was met, and tells where the findings stand. Has a warehouse to be asked. */
public final class ShopCustomer implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final HttpServer warehouse;

    public ShopCustomer() throws IOException {
        warehouse = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        warehouse.createContext("/", exchange -> {
            byte[] answer = "7".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        warehouse.start();
    }

    /** What the shop's process must find in its environment. */
    public Map<String, String> environment() {
        String url = "http://127.0.0.1:" + warehouse.getAddress().getPort() + "/level";
        return Map.of("DB_PASSWORD", "tide-and-time-47", "STOCK_URL", url);
    }

    /**
     * Asks for eight receipts and brings two pictures, then ends the program by a signal.
     *
     * @param context the path below which the shop answers: empty, or {@code /shop}
     */
    public Logbook visit(Voyage voyage, int port, String context) throws IOException {
        environment().forEach(voyage::environment);
        voyage.limit(Duration.ofSeconds(150));
        try (Running running = voyage.start()) {
            String root = "http://127.0.0.1:" + port + context;
            running.answers(URI.create(root + "/orders?customer=first-of-all"));
            for (int i = 0; i < 8; i++) {
                ask(root + "/orders?customer=customer-" + i, null);
            }
            for (int i = 0; i < 2; i++) {
                ask(root + "/pictures", "picture " + i);
            }
            return running.terminate().finish();
        }
    }

    /** Where findings stand that are more than suspected: {@code rule package/File.java:line}, sorted; - is no place. */
    public static Set<String> places(Logbook log) {
        return log.findings().stream()
                .filter(finding -> !finding.state().equals("suspected"))
                // The shop ignores a delivery service that does not answer: that is the same line once more.
                .filter(finding -> !finding.rule().equals("http/failed-call-swallowed"))
                // Its log is plain text: that is at no line.
                .filter(finding -> !"unstructured".equals(finding.variant()))
                .map(finding -> finding.rule() + " " + place(finding))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A port that nobody listens on just now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        warehouse.stop(0);
    }

    private static String place(Sighting finding) {
        String type = finding.className();
        if (type == null) {
            return "-";
        }
        return type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/') + finding.file() + ":" + finding.line();
    }

    private static void ask(String address, @Nullable String picture) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
        if (picture != null) {
            request.header("Content-Type", "image/png").POST(HttpRequest.BodyPublishers.ofString(picture));
        }
        try {
            int status = CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new AssertionError(address + " answers " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
