package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Twins;
import dev.seaworthy.harness.Voyage;
import fixture.hazard.RefusedCall;
import fixture.http.Benign;
import fixture.http.Futures;
import fixture.http.Hanging;
import fixture.http.Hazards;
import fixture.http.Loopback;
import fixture.http.RawSockets;
import fixture.http.Templates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Real calls of the JDK's clients to a server in another process: this one. */
class HttpIT {

    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String hosts;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        Path file = Files.writeString(
                folder.resolve("hosts"), "127.0.0.1 localhost shop.test orders.svc.cluster.local quiet.test\n");
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
        if (path.equals("/moved")) {
            exchange.getResponseHeaders().set("Location", "https://shop.test/moved");
            exchange.sendResponseHeaders(301, -1);
        } else {
            if (path.equals("/hang")) {
                hangs.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            if (path.equals("/slow")) {
                pause();
            }
            byte[] body = "data: ahoy\n\n".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", path.equals("/events") ? "text/event-stream" : "text/plain");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** What depends on the answer is there before it comes. */
    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String url(String host) {
        return "http://" + host + ":" + server.getAddress().getPort();
    }

    private static Sighting at(Logbook log, String rule, String method) {
        List<Sighting> there = log.confirmed(rule).stream()
                .filter(seen -> method.equals(seen.method()))
                .toList();
        assertThat(there).as(rule + " at " + method + "\n" + log).hasSize(1);
        return there.get(0);
    }

    @EveryJdk
    void flags_calls_as_they_should_not_be(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Hazards.class)
                .jvm(hosts)
                .arguments(url("shop.test"))
                .run()
                .ended();

        for (String method : List.of("withBearer", "withBearerByClient")) {
            Sighting credentials = at(log, "http/plain-http", method);
            assertThat(credentials.variant()).isEqualTo("credentials");
            assertThat(credentials.severity()).isEqualTo("blocker");
            assertThat(credentials.target()).isEqualTo(url("shop.test"));
            assertThat(credentials.className()).isEqualTo(Hazards.class.getName());
        }
        assertThat(log.err() + log.report()).doesNotContain("s3cr3t");
        assertThat(at(log, "http/plain-http", "withoutTimeouts").severity()).isEqualTo("high");
        assertThat(at(log, "http/plain-http", "redirected").severity()).isEqualTo("medium");
        for (String method : List.of("withoutTimeouts", "byOpenStream", "byClient", "byAsyncClient")) {
            assertThat(at(log, "http/no-timeout", method).severity()).isEqualTo("high");
            assertThat(at(log, "http/no-timeout", method).message()).contains("have no timeout");
        }
        assertThat(at(log, "http/no-timeout", "byOpenStream").fix()).contains("URL.openStream()");
        assertThat(at(log, "http/no-timeout", "byClient").fix()).contains("HttpClient.newBuilder()");
        assertThat(at(log, "http/no-timeout", "withConnectTimeoutOnly").severity())
                .isEqualTo("high");
        assertThat(at(log, "http/no-timeout", "withReadTimeoutOnly").severity()).isEqualTo("medium");
        Sighting longOne = at(log, "http/no-timeout", "withLongTimeouts");
        assertThat(longOne.variant()).isEqualTo("long");
        assertThat(longOne.severity()).isEqualTo("low");
        assertThat(at(log, "http/no-timeout", "many").count()).isEqualTo(60);
        Sighting body = at(log, "http/no-timeout", "withFreeBody");
        assertThat(body.variant()).isEqualTo("body");
        assertThat(body.severity()).isEqualTo("medium");
        assertThat(body.message()).contains("the body is not bounded");
        assertThat(body.fix()).contains("sendAsync(request, handler).orTimeout(");
        assertThat(log.findings("http/no-timeout")).extracting(Sighting::method).doesNotContain("withoutBody");
        assertThat(log.observations("http.call")).isEqualTo(72);
        assertThat(log.hookInstalled("http.HttpURLConnection")).isTrue();
        assertThat(log.hookInstalled("http.HttpClient")).isTrue();
    }

    @EveryJdk
    void stays_silent_about_calls_as_they_should_be(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Benign.class)
                .jvm(hosts, "-Dsun.net.client.defaultConnectTimeout=2000", "-Dsun.net.client.defaultReadTimeout=2000")
                .arguments(url("orders.svc.cluster.local"))
                .run()
                .ended();

        assertThat(log.out()).contains("data: ahoy", "done");
        assertThat(log.serious()).isEmpty();
        // The wait for what depends on the one call under way bounds that call.
        assertThat(log.findings("http/no-timeout"))
                .extracting(Sighting::method)
                .doesNotContain(
                        "byClientWithTimeout",
                        "byClientOrTimeout",
                        "byClientCompletedOnTimeout",
                        "byClientWithTimedGet");
        assertThat(log.observations("http.call")).isEqualTo(10);
    }

    @EveryJdk
    void names_springs_way_to_set_timeouts(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Templates.class)
                .with(
                        "spring-web",
                        "spring-core",
                        "spring-beans",
                        "spring-jcl",
                        "micrometer-observation",
                        "micrometer-commons")
                .jvm(hosts)
                .arguments(url("orders.svc.cluster.local"))
                .run()
                .ended();

        Sighting found = log.theConfirmed("http/no-timeout");
        assertThat(found.method()).isEqualTo("asItComes");
        assertThat(found.severity()).isEqualTo("high");
        assertThat(found.fix()).contains("SimpleClientHttpRequestFactory");
        assertThat(log.serious()).containsExactly(found);
    }

    /** No stage of ours: neither in a count, nor in a text, nor in a stack trace. */
    @EveryJdk
    void shows_nothing_on_the_futures_of_the_application(Jdk jdk) throws IOException {
        String[] targets = {url("shop.test"), "http://shop.test:" + RefusedCall.closedPort()};
        Logbook log = Voyage.of(jdk, Futures.class)
                .jvm(hosts)
                .arguments(targets)
                .agent("log=off")
                .run()
                .ended();

        Twins.compare(
                log,
                Voyage.of(jdk, Futures.class)
                        .jvm(hosts)
                        .arguments(targets)
                        .withoutAgent()
                        .run());
        assertThat(log.out()).startsWith("0 ").contains("cancelled java.base").endsWith("done\n");
        // Each of the three was seen to its end.
        assertThat(log.observations("http.call")).isEqualTo(3);
        assertThat(log.findings("http/no-timeout"))
                .isNotEmpty()
                .allMatch(found -> !found.message().contains("still waiting"));
    }

    @EveryJdk
    void flags_a_call_that_hangs(Jdk jdk) throws InterruptedException {
        Voyage voyage = Voyage.of(jdk, Hanging.class)
                .jvm(hosts)
                .arguments(url("quiet.test") + "/hang")
                .stdinOpen();
        Logbook log;
        try (Running running = voyage.start()) {
            assertThat(hangs.await(30, TimeUnit.SECONDS)).isTrue();
            log = running.finish().ended();
        }

        Sighting found = log.theConfirmed("http/no-timeout");
        assertThat(found.severity()).isEqualTo("high");
        assertThat(found.message()).contains("is still waiting after");
    }

    @EveryJdk
    void flags_sockets_of_an_unknown_client(Jdk jdk) {
        Logbook log = Voyage.of(jdk, RawSockets.class)
                .jvm(hosts)
                .arguments(
                        "orders.svc.cluster.local",
                        String.valueOf(server.getAddress().getPort()))
                .run()
                .ended();

        assertThat(log.out()).contains("opened 16, done");
        Sighting forever = at(log, "http/no-timeout", "forever");
        assertThat(forever.variant()).isEqualTo("socket");
        assertThat(forever.severity()).isEqualTo("high");
        assertThat(at(log, "http/no-timeout", "withConnectTimeout").severity()).isEqualTo("medium");
        assertThat(log.confirmed("http/no-timeout")).hasSize(2);
        assertThat(log.findings("http/no-timeout").stream().filter(found -> !found.isConfirmed()))
                .extracting(Sighting::method)
                .containsExactly("once");
    }

    @EveryJdk
    void flags_localhost_in_a_container_where_nobody_listens(Jdk jdk) throws IOException {
        String closed = "http://localhost:" + RefusedCall.closedPort() + "/orders";
        Logbook log =
                Voyage.of(jdk, Loopback.class).arguments("call", closed).run().ended();

        for (String method : List.of("byConnection", "byClient")) {
            Sighting found = at(log, "http/localhost-endpoint", method);
            assertThat(found.severity()).isEqualTo("blocker");
            assertThat(found.variant()).isNull();
            assertThat(found.count()).isEqualTo(1);
        }
        assertThat(log.serious()).hasSize(2);
    }

    @EveryJdk
    void flags_localhost_outside_a_container_as_medium(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Loopback.class)
                .agent("environment=vm")
                .arguments("call", url("localhost") + "/orders")
                .run()
                .ended();

        assertThat(at(log, "http/localhost-endpoint", "byConnection").severity())
                .isEqualTo("medium");
    }

    @EveryJdk
    void flags_a_call_to_itself(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Loopback.class).arguments("self").run().ended();

        Sighting found = log.theConfirmed("http/localhost-endpoint");
        assertThat(found.variant()).isEqualTo("self-call");
        assertThat(found.severity()).isEqualTo("medium");
    }

    @EveryJdk
    void stays_silent_when_another_process_answers_in_the_container(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Loopback.class)
                .arguments("call", url("localhost") + "/orders")
                .run()
                .ended();

        assertThat(log.saw("http.call", 2).out()).contains("200\n200\n");
        assertThat(log.findings("http/localhost-endpoint")).isEmpty();
        assertThat(log.serious()).isEmpty();
    }

    @EveryJdk
    void flags_the_port_that_was_probed_and_closed(Jdk jdk) {
        Logbook log = Voyage.of(jdk, RefusedCall.class).run().ended();

        assertThat(log.theConfirmed("http/localhost-endpoint").severity()).isEqualTo("blocker");
    }
}
