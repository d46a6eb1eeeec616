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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Clients, their pools and connections over their lives, with a server in another process: this one. */
class LivesIT {

    private static final String[] LIBRARIES = {
        "com.squareup.okhttp3:okhttp:4.12.0",
        "org.apache.httpcomponents:httpclient:4.5.14",
        "org.apache.httpcomponents.client5:httpclient5:5.5.2",
        "org.springframework:spring-web:6.2.11"
    };
    private static final String[] HOSTS = {
        "jdk",
        "okhttp",
        "apache4",
        "apache5",
        "template",
        "kept",
        "copies",
        "tenants",
        "newtenants",
        "manager",
        "few",
        "batch",
        "disconnecting",
        "asking",
        "server",
        "draining",
        "burst",
        "left4",
        "left5",
        "leftokhttp",
        "twice",
        "closed4",
        "closed5",
        "headers5",
        "closedokhttp",
        "emptyokhttp",
        "crowd4",
        "crowd5",
        "roomy4",
        "roomy5",
        "jetty",
        "async"
    };

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", LivesIT::answer);
        server.setExecutor(threads);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/slow")) {
            try {
                Thread.sleep(250);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        if (path.endsWith("/close")) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        byte[] body = "ahoy".repeat(10).getBytes(StandardCharsets.UTF_8);
        boolean empty = path.endsWith("/empty") || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(empty ? 204 : 200, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Logbook voyage(Jdk jdk, String program, String... libraries) throws IOException {
        Path root = Libraries.repository().resolve("agent/src/test/clients");
        StringBuilder names = new StringBuilder("127.0.0.1 localhost");
        for (String host : HOSTS) {
            names.append(' ').append(host).append(".test");
        }
        Path hosts = Files.writeString(folder.resolve("hosts"), names.append('\n'));
        Logbook log = Voyage.of(jdk, "fixture.lives." + program)
                .classesIn(Sources.compile(folder, root, "fixture.lives." + program, libraries))
                .with(libraries)
                .jvm("-Djdk.net.hosts.file=" + hosts)
                .agent("rules=http/client-per-call,http/connection-not-reused,http/pool-too-small")
                .limit(java.time.Duration.ofSeconds(50))
                .arguments("http://%s:" + server.getAddress().getPort())
                .run()
                .ended();
        assertThat(log.out()).as(log.toString()).contains("done").doesNotContain("failed");
        return log;
    }

    /** Method and severity by host. */
    private static Map<String, String> places(List<Sighting> found) {
        Map<String, String> places = new TreeMap<>();
        found.forEach(one -> places.put(
                one.target().replaceAll("http://(.*)\\.test:.*", "$1"), one.method() + " " + one.severity()));
        return places;
    }

    @EveryJdk
    void flags_clients_that_are_made_for_each_request(Jdk jdk) throws IOException {
        Logbook log = voyage(jdk, "Clients", LIBRARIES);

        assertThat(places(log.findings("http/client-per-call")))
                .isEqualTo(Map.of(
                        "jdk", "jdkEach high",
                        "okhttp", "okHttpEach high",
                        "apache4", "apache4Each high",
                        "apache5", "apache5Each medium",
                        "template", "templateEach high"));
        assertThat(log.findings("http/connection-not-reused"))
                .as(log.toString())
                .isEmpty();
        assertThat(log.findings("http/pool-too-small")).as(log.toString()).isEmpty();
    }

    @EveryJdk
    void flags_connections_that_are_not_used_again_and_pools_that_are_too_small(Jdk jdk) throws IOException {
        Logbook log = voyage(jdk, "Connections", LIBRARIES);

        assertThat(places(log.confirmed("http/connection-not-reused")))
                .isEqualTo(Map.of(
                        "disconnecting", "disconnecting medium",
                        "asking", "drain medium",
                        "server", "drain info",
                        "left4", "left4 high",
                        "left5", "left5 high",
                        "leftokhttp", "leftOkHttp high"));
        assertThat(log.findings("http/connection-not-reused").stream().filter(one -> !one.isConfirmed()))
                .extracting(Sighting::method)
                .containsExactly("leftTwice");
        assertThat(places(log.findings("http/pool-too-small")))
                .isEqualTo(Map.of("crowd4", "get4 medium", "crowd5", "get5 medium"));
        assertThat(log.findings("http/client-per-call")).as(log.toString()).isEmpty();
    }

    @NewestJdk
    void flags_the_same_of_asynchronous_clients(Jdk jdk) throws IOException {
        Logbook log = voyage(
                jdk,
                "Asynchronous",
                "org.eclipse.jetty:jetty-client:12.0.16",
                "org.asynchttpclient:async-http-client:3.0.1",
                "org.apache.httpcomponents.client5:httpclient5:5.5.2",
                "org.apache.httpcomponents:httpasyncclient:4.1.5",
                "com.squareup.okhttp3:okhttp:4.12.0");

        assertThat(places(log.findings("http/client-per-call")))
                .isEqualTo(Map.of(
                        "jetty", "jettyEach medium",
                        "async", "asyncEach medium",
                        "apache5", "apacheEach medium",
                        "apache4", "apache4Each medium"));
        assertThat(places(log.findings("http/connection-not-reused"))).isEqualTo(Map.of("server", "send info"));
    }

    @NewestJdk
    void flags_the_same_of_older_clients(Jdk jdk) throws IOException {
        Logbook log = voyage(
                jdk,
                "Older",
                "org.apache.httpcomponents:httpclient:4.2.6",
                "com.squareup.okhttp3:okhttp:3.14.9",
                "commons-httpclient:commons-httpclient:3.1");

        assertThat(places(log.findings("http/client-per-call")))
                .isEqualTo(Map.of(
                        "okhttp", "okHttpEach high",
                        "apache4", "apacheEach high",
                        "jdk", "commonsEach high",
                        "batch", "alone high"));
        assertThat(places(log.findings("http/connection-not-reused")))
                .isEqualTo(Map.of("left4", "left4 high", "template", "alone high"));
    }
}
