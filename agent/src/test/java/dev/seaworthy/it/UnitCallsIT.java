package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import fixture.http.UnitWork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Loops of calls, failures that nobody is told of, and retries, in requests of a real server to another one: this process. */
class UnitCallsIT {

    private final CountDownLatch over = new CountDownLatch(1);
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String hosts;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        Path file = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost shop.test\n");
        hosts = "-Djdk.net.hosts.file=" + file;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int status = path.startsWith("/down/") ? 503 : path.startsWith("/missing/") ? 404 : 200;
        if (path.startsWith("/second-time/") && known.add(path)) {
            status = 503;
        }
        try {
            if (path.startsWith("/hang/")) {
                over.await();
            } else if (path.contains("/slow/")) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private String url() {
        return "http://shop.test:" + server.getAddress().getPort();
    }

    private static String closed() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://shop.test:" + socket.getLocalPort();
        }
    }

    /** Severities by the request that it was found in. */
    private static Map<String, String> severities(Logbook log, String rule) {
        Map<String, String> found = new TreeMap<>();
        for (Sighting each : log.findings(rule)) {
            String variant = each.variant() == null ? "" : " " + each.variant();
            String state = each.isConfirmed() ? "" : " suspected";
            String route = each.evidence().get("route").getAsString();
            found.merge(
                    route.substring(route.lastIndexOf('/') + 1) + variant,
                    each.severity() + state,
                    (one, other) -> one + ", " + other);
        }
        return found;
    }

    @EveryJdk
    void judges_what_requests_do_with_their_calls(Jdk jdk) throws IOException {
        Logbook log = Voyage.of(jdk, UnitWork.class)
                .with("micrometer-core", "micrometer-commons", "micrometer-observation")
                .jvm(hosts)
                .arguments(url(), closed())
                .run()
                .ended();

        assertThat(log.out()).contains("done").doesNotContain("FAILED");
        assertThat(severities(log, "http/sequential-fan-out"))
                .as(log.toString())
                .isEqualTo(Map.of(
                        "asksAll", "high",
                        "chains", "medium",
                        "joinsEach", "medium",
                        "loops", "medium",
                        "loopsByClient", "high",
                        "same", "medium"));
        assertThat(severities(log, "http/failed-call-swallowed"))
                .as(log.toString())
                .isEqualTo(Map.of("ignoresStatus", "medium", "swallows", "medium", "swallowsAsync", "medium"));
        assertThat(severities(log, "http/retry-storm"))
                .as(log.toString())
                .isEqualTo(Map.of(
                        "resends non-idempotent", "high",
                        "storms", "medium",
                        "stormsAsync", "medium",
                        "stormsSteadily", "medium"));
    }

    @NewestJdk
    void judges_calls_by_other_clients_and_their_retries(Jdk jdk) throws IOException {
        String[] libraries = {
            "com.squareup.okhttp3:okhttp:4.12.0",
            "org.apache.httpcomponents.client5:httpclient5:5.5.2",
            "io.projectreactor.netty:reactor-netty-http:1.2.11",
            "io.github.resilience4j:resilience4j-retry:2.2.0"
        };
        Path root = Libraries.repository().resolve("agent/src/test/clients");
        Logbook log = Voyage.of(jdk, "fixture.calls.UnitWorkByLibraries")
                .classesIn(Sources.compile(folder, root, "fixture.calls.UnitWorkByLibraries", libraries))
                .with(libraries)
                .jvm(hosts)
                .arguments(url())
                .run()
                .ended();

        assertThat(log.out()).contains("done").doesNotContain("FAILED");
        assertThat(severities(log, "http/sequential-fan-out"))
                .as(log.toString())
                .isEqualTo(Map.of("okhttpLoops", "medium", "reactorConcat", "medium"));
        assertThat(severities(log, "http/retry-storm"))
                .as(log.toString())
                .isEqualTo(Map.of(
                        "okhttpRetriesInside", "medium",
                        "apacheRetriesInside", "medium",
                        "reactorRetries", "medium",
                        "resilienceRetries", "medium"));
        assertThat(severities(log, "http/failed-call-swallowed"))
                .as(log.toString())
                .isEmpty();
        log.saw("http.call", 100);
    }
}
